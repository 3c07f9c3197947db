import { readdirSync } from "node:fs";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Where each layer may not look: app composes features; features never see each other; lib and components see neither. */
const forbid = (files, patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});
const upward = { group: ["../*"], message: "Import through @/ instead of climbing." };
const features = readdirSync(new URL("./src/features", import.meta.url));

export default tseslint.config(
  { ignores: ["node_modules", "coverage", "dist"] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  reactHooks.configs.flat["recommended-latest"],
  jsxA11y.flatConfigs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 300 }],
      eqeqeq: ["error", "always"],
      "no-console": ["error", { allow: ["warn", "error"] }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": "off",
      "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }],
      // The sound of a camera has no captions to give.
      "jsx-a11y/media-has-caption": "off",
    },
  },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
  // Written by a program, which has a style of its own; still, whoever lints just what was changed shall not be told of an ignored file.
  { files: ["src/lib/api/schema.gen.ts"], rules: { "max-lines": "off", "@typescript-eslint/consistent-indexed-object-style": "off" } },
  forbid(
    ["src/lib/**", "src/components/**"],
    [{ group: ["@/features/*", "@/app/*"], message: "lib and components know no feature." }, upward],
  ),
  ...features.map((feature) =>
    forbid(
      [`src/features/${feature}/**`],
      [
        {
          group: ["@/features/*", `!@/features/${feature}`, "@/app/*"],
          message: "Features never import each other nor app: app composes them.",
        },
        { group: ["../../../*"], message: "Import through @/ instead of climbing." },
      ],
    ),
  ),
);
