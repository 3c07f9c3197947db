import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useChangeChannelHouse, useChannelHouse, type ChannelHouse } from "@/features/channels/api/channels";
import { problemOf } from "@/lib/api/problem";
import { ReachSelect } from "./ReachSelect";

/** For administrators: how far everybody's channels may reach, and the address in links. */
export function HouseForm() {
  const { data: house } = useChannelHouse();
  return house ? <Form house={house} /> : null;
}

function Form({ house }: { house: ChannelHouse }) {
  // Null: as it is stored, also when that changes elsewhere.
  const [chosen, setChosen] = useState<ChannelHouse["reach"] | null>(null);
  const reach = chosen ?? house.reach;
  const [address, setAddress] = useState(house.own_address);
  const change = useChangeChannelHouse();
  const problem = problemOf(change.error);
  return (
    <form
      noValidate
      aria-label="For the whole house"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!change.isPending) change.mutate({ reach, own_address: address.trim() });
      }}
    >
      <ReachSelect value={reach} onChange={setChosen} />
      <TextField
        label="Address of ArgusAI"
        type="url"
        hint={`Notices link to it. Empty: they carry no links. You reach it now at ${window.location.origin}.`}
        value={address}
        error={problem?.fieldError("own_address")}
        onChange={({ target }) => setAddress(target.value)}
      />
      {problem && !problem.isToldBy(["own_address"]) && <ProblemPanel error={problem} summary="This is not saved." />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={change.isPending}>
          Save for the house
        </Button>
        <p role="status" className="text-small text-quiet">
          {change.isSuccess && "Saved"}
        </p>
      </div>
    </form>
  );
}
