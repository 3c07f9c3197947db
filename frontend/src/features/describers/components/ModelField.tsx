import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { useModelList, type ModelServer } from "@/features/describers/api/describers";

interface ModelFieldProps {
  value: string;
  error: string | undefined;
  onChange: (model: string) => void;
  server: ModelServer;
}

/** Typed in, or chosen from what the server says it has. */
export function ModelField({ value, error, onChange, server }: ModelFieldProps) {
  const list = useModelList();
  const models = list.data ?? [];
  return (
    <div className="flex flex-col gap-2">
      <TextField label="Model" hint="One that sees pictures, such as llava:7b or gpt-5-mini." value={value} maxLength={200} error={error} onChange={({ target }) => onChange(target.value)} />
      <div>
        <Button pending={list.isPending} onClick={() => list.mutate(server)}>
          Ask which models it has
        </Button>
      </div>
      {models.length > 0 && (
        <Select
          label="Models that it has"
          value={models.includes(value) ? value : ""}
          onChange={(model) => model !== "" && onChange(model)}
          options={[{ value: "", label: "Choose one…" }, ...models.map((model) => ({ value: model, label: model }))]}
        />
      )}
      <p role="status" className="text-small text-quiet empty:hidden">
        {list.isSuccess && (models.length > 0 ? `It has ${String(models.length)}.` : "It named none. Type the name of the model.")}
      </p>
      {list.error && <ProblemPanel error={list.error} summary="The models could not be listed. Type the name instead." />}
    </div>
  );
}
