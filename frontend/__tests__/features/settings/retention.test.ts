import { checkRetention } from "@/features/settings/retention";

const check = (over: Partial<Parameters<typeof checkRetention>[0]>) =>
  checkRetention({ days: "30", limited: true, gigabytes: "50", ...over });

describe("what may be typed for retention (F17, F18)", () => {
  it.each([
    ["1", 1],
    [" 14 ", 14],
    ["3650", 3650],
  ])("takes %j days", (days, expected) => {
    expect(check({ days })).toEqual({ errors: {}, patch: { retention_days: expected, retention_gb: 50 } });
  });

  it.each(["0", "3651", "1.5", "-3", "many", " ", "", "1e3", "1 000"])("refuses %j days", (days) => {
    const { errors, patch } = check({ days });
    expect(errors.retention_days).toMatch(/from 1 to 3650/);
    expect(patch).toBeNull();
  });

  it.each([
    ["0.1", 0.1],
    ["2,5", 2.5],
    ["1000000", 1_000_000],
  ])("takes %j gigabytes", (gigabytes, expected) => {
    expect(check({ gigabytes }).patch?.retention_gb).toBe(expected);
  });

  it.each(["0", "0.05", "1000001", "-1", "", "1.2.3", "Infinity"])("refuses %j gigabytes", (gigabytes) => {
    const { errors, patch } = check({ gigabytes });
    expect(errors.retention_gb).toMatch(/from 0.1 to 1000000/);
    expect(patch).toBeNull();
  });

  it("does not ask for gigabytes without a limit", () => {
    expect(check({ limited: false, gigabytes: "nonsense" }).patch).toEqual({ retention_days: 30, retention_gb: null });
  });
});
