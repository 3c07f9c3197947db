import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useSignIn } from "@/features/session/api/signIn";

/** Keeps the name when the password was wrong. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  const signIn = useSignIn();
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        const complete = name.trim() !== "" && password !== "";
        setMissing(!complete);
        if (complete && !signIn.isPending) signIn.mutate({ name, password }, { onSuccess: onSignedIn });
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
      {signIn.error && <ProblemPanel error={signIn.error} takeFocus />}
      <Button type="submit" look="primary" pending={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}
