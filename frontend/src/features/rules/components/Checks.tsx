interface ChecksProps<Value extends string> {
  legend: string;
  hint?: string;
  error?: string | undefined;
  options: readonly { value: Value; label: string }[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

/** Some of a few, in a row that wraps. */
export function Checks<Value extends string>({ legend, hint, error, options, chosen, onChange }: ChecksProps<Value>) {
  return (
    <fieldset data-faulty={error ? true : undefined} className="flex flex-col gap-1">
      <legend className="font-medium">{legend}</legend>
      {hint && <p className="text-small text-quiet">{hint}</p>}
      <div className="flex flex-wrap gap-x-5">
        {options.map(({ value, label }) => (
          <label key={value} className="flex min-h-touch items-center gap-2">
            <input
              type="checkbox"
              className="size-5 accent-accent"
              checked={chosen.includes(value)}
              onChange={({ target }) => onChange(target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))}
            />
            {label}
          </label>
        ))}
      </div>
      {error && <p className="text-small font-medium text-urgent">{error}</p>}
    </fieldset>
  );
}
