import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useJoin } from "@/features/session/api/join";
import { problemOf } from "@/lib/api/problem";
import { faultsOf, NewPersonFields } from "./NewPersonFields";

/** Whoever has a link chooses a name and a password. */
export function JoinForm({ token, onJoined }: { token: string; onJoined: () => void }) {
  const [person, setPerson] = useState({ name: "", password: "" });
  const [tried, setTried] = useState(false);
  const join = useJoin();
  const problem = problemOf(join.error);
  const faults = faultsOf(person);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        setTried(true);
        if (faults.name || faults.password || join.isPending) return;
        join.mutate({ token, ...person }, { onSuccess: onJoined });
      }}
    >
      <NewPersonFields person={person} onChange={setPerson} tried={tried} problem={problem} />
      {problem && !problem.isToldBy(["name", "password"]) && <ProblemPanel error={problem} takeFocus />}
      <Button type="submit" look="primary" pending={join.isPending}>
        Join
      </Button>
    </form>
  );
}
