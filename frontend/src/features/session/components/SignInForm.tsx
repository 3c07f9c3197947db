import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useSignIn } from "@/features/session/api/signIn";
import { useWait } from "@/features/session/hooks/useWait";
import { asProblem } from "@/lib/api/problem";
import { durationWords } from "@/lib/time/format";

/** Keeps the name when the password was wrong. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  const signIn = useSignIn();
  const wait = useWait(signIn.error);
  const mustWait = wait !== null && wait > 0;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        const complete = name.trim() !== "" && password !== "";
        setMissing(!complete);
        if (complete && !signIn.isPending && !mustWait) signIn.mutate({ name, password }, { onSuccess: onSignedIn });
      }}
    >
      <TextField
        label="Name"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={missing && name.trim() === "" ? "Type your name." : undefined}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={({ target }) => setPassword(target.value)}
        error={missing && password === "" ? "Type your password." : undefined}
      />
      {signIn.error && (
        <ProblemPanel
          error={signIn.error}
          takeFocus
          detail={wait === null ? undefined : <Wait left={wait} told={asProblem(signIn.error).detail} />}
        />
      )}
      <Button type="submit" look="primary" pending={signIn.isPending} disabled={mustWait}>
        Sign in
      </Button>
    </form>
  );
}

/** Counts down for the eye; the ear hears the server's sentence once and then the end. */
function Wait({ left, told }: { left: number; told: string }) {
  if (left === 0) return "You can try again now.";
  return (
    <>
      <span className="sr-only">{told}</span>
      <span aria-hidden="true">Too many wrong tries. Try again in {durationWords(left)}.</span>
    </>
  );
}
