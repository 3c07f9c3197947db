import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useJoin } from "@/features/session/api/join";
import { faultOfPassword, PASSWORD_HINT } from "@/features/session/newPassword";
import { problemOf } from "@/lib/api/problem";

/** Whoever has a link chooses a name and a password. */
export function JoinForm({ token, onJoined }: { token: string; onJoined: () => void }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const join = useJoin();
  const problem = problemOf(join.error);
  const faults = { name: name.trim() === "" ? "Type a name." : undefined, password: faultOfPassword(password) };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        setTried(true);
        if (faults.name || faults.password || join.isPending) return;
        join.mutate({ token, name, password }, { onSuccess: onJoined });
      }}
    >
      <TextField
        label="Your name"
        name="username"
        autoComplete="username"
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={(tried ? faults.name : undefined) ?? problem?.fieldError("name")}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        value={password}
        onChange={({ target }) => setPassword(target.value)}
        error={(tried ? faults.password : undefined) ?? problem?.fieldError("password")}
      />
      {problem && !problem.isToldBy(["name", "password"]) && <ProblemPanel error={problem} takeFocus />}
      <Button type="submit" look="primary" pending={join.isPending}>
        Join
      </Button>
    </form>
  );
}
