import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "./root";

export const rulesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/rules",
  component: lazyRouteComponent(() => import("@/app/pages/RulesPage"), "RulesPage"),
});

export const newRuleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/rules/new",
  component: lazyRouteComponent(() => import("@/app/pages/RulePage"), "NewRulePage"),
});

export const ruleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/rules/$ruleId",
  component: lazyRouteComponent(() => import("@/app/pages/RulePage"), "RulePage"),
});

export const modesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/modes",
  component: lazyRouteComponent(() => import("@/app/pages/ModesPage"), "ModesPage"),
});
