import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { faultOfPassword, PASSWORD_HINT } from "@/features/session/newPassword";
import type { Problem } from "@/lib/api/problem";

export interface NewPerson {
  name: string;
  password: string;
}

/** What is wrong with each before it is sent. */
export function faultsOf({ name, password }: NewPerson) {
  return { name: name.trim() === "" ? "Type a name." : undefined, password: faultOfPassword(password) };
}

interface NewPersonFieldsProps {
  person: NewPerson;
  onChange: (person: NewPerson) => void;
  /** Faults are shown only after somebody tried to send. */
  tried: boolean;
  problem: Problem | null;
}

/** The name and the password of somebody who is new here. */
export function NewPersonFields({ person, onChange, tried, problem }: NewPersonFieldsProps) {
  const faults = tried ? faultsOf(person) : undefined;
  return (
    <>
      <TextField
        label="Your name"
        name="username"
        autoComplete="username"
        maxLength={80}
        value={person.name}
        onChange={({ target }) => onChange({ ...person, name: target.value })}
        error={faults?.name ?? problem?.fieldError("name")}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        value={person.password}
        onChange={({ target }) => onChange({ ...person, password: target.value })}
        error={faults?.password ?? problem?.fieldError("password")}
      />
    </>
  );
}
