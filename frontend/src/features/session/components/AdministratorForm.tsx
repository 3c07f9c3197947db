import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useFirstRun } from "@/features/session/api/firstRun";
import { problemOf } from "@/lib/api/problem";
import { faultsOf, NewPersonFields } from "./NewPersonFields";

interface AdministratorFormProps {
  /** The code printed at start is needed: this browser runs on another machine. */
  codeRequired: boolean;
  onDone: () => void;
}

/** The first step of the first run: who looks after this ArgusAI. */
export function AdministratorForm({ codeRequired, onDone }: AdministratorFormProps) {
  const [person, setPerson] = useState({ name: "", password: "" });
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const firstRun = useFirstRun();
  const problem = problemOf(firstRun.error);
  const faults = {
    ...faultsOf(person),
    code: codeRequired && code.trim() === "" ? "Type the code." : undefined,
  };
  const complete = !faults.name && !faults.password && !faults.code;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        setTried(true);
        if (!complete || firstRun.isPending) return;
        firstRun.mutate({ ...person, ...(codeRequired ? { code: code.trim() } : {}) }, { onSuccess: onDone });
      }}
    >
      <NewPersonFields person={person} onChange={setPerson} tried={tried} problem={problem} />
      {codeRequired && (
        <TextField
          label="One-time code"
          hint="ArgusAI printed it in its terminal when it started. It proves that this machine is yours."
          autoComplete="one-time-code"
          maxLength={40}
          value={code}
          onChange={({ target }) => setCode(target.value)}
          error={(tried ? faults.code : undefined) ?? problem?.fieldError("code")}
        />
      )}
      {problem && !problem.isToldBy(["name", "password", "code"]) && <ProblemPanel error={problem} takeFocus />}
      <Button type="submit" look="primary" pending={firstRun.isPending}>
        Continue
      </Button>
    </form>
  );
}
