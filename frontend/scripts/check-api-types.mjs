// Fails when src/lib/api/schema.gen.ts is not what openapi.json says.
import { readFile } from "node:fs/promises";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";

const root = new URL("../", import.meta.url);
const expected = COMMENT_HEADER + astToString(await openapiTS(new URL("openapi.json", root)));
const committed = await readFile(new URL("src/lib/api/schema.gen.ts", root), "utf8");

if (expected.trim() !== committed.trim()) {
  console.error("src/lib/api/schema.gen.ts does not match openapi.json. Run: npm run api:types");
  process.exit(1);
}
console.log("API types match openapi.json.");
