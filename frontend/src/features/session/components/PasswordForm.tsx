import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useToast } from "@/components/ui/toast";
import { useChangePassword } from "@/features/session/api/changePassword";
import { useSession } from "@/features/session/api/useSession";
import { faultOfPassword, PASSWORD_HINT } from "@/features/session/newPassword";
import { problemOf } from "@/lib/api/problem";

/** Changes one's own password; every other session of this person ends. */
export function PasswordForm() {
  const user = useSession()?.user;
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [tried, setTried] = useState(false);
  const change = useChangePassword();
  const toast = useToast();
  const problem = problemOf(change.error);
  const fault = { current: current === "" ? "Type your current password." : undefined, next: faultOfPassword(next) };
  return (
    <form
      noValidate
      className="flex max-w-md flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        setTried(true);
        if (fault.current || fault.next || change.isPending) return;
        const body = { current_password: current, new_password: next };
        change.mutate(body, {
          onSuccess: () => {
            setCurrent("");
            setNext("");
            setTried(false);
            toast({ text: "Your password is changed. Other devices have to sign in again." });
          },
        });
      }}
    >
      <p className="text-quiet">You are signed in as {user?.name}. Changing the password signs out your other devices.</p>
      <input type="text" name="username" autoComplete="username" value={user?.name ?? ""} readOnly hidden />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        value={current}
        onChange={({ target }) => setCurrent(target.value)}
        error={(tried ? fault.current : undefined) ?? problem?.fieldError("current_password")}
      />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        value={next}
        onChange={({ target }) => setNext(target.value)}
        error={(tried ? fault.next : undefined) ?? problem?.fieldError("new_password")}
      />
      {problem && !problem.isToldBy(["current_password", "new_password"]) && <ProblemPanel error={problem} takeFocus />}
      <div>
        <Button type="submit" look="primary" pending={change.isPending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
