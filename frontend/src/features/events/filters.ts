import type { EventQuery } from "./api/keys";
import { isTrigger, type Trigger } from "./words";
import { endOfDay, readDay, startOfDay } from "@/lib/time/days";

/** What the list is narrowed to, as it stands in the address. Days are calendar days where the cameras are. */
export interface EventFilters {
  camera?: string[] | undefined;
  label?: string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  unseen?: true | undefined;
  trigger?: Trigger[] | undefined;
  /** Of which group of cameras. */
  group?: string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST_LABEL = 64;

/** Filters from an address that anybody may have typed. What is not understood is said to be undefined: the router would
 * else keep it as it was typed. */
export function readFilters(search: Record<string, unknown>): EventFilters {
  return {
    camera: texts(search.camera, (id) => UUID.test(id)),
    label: texts(search.label, (label) => label.length <= LONGEST_LABEL),
    from: readDay(search.from),
    to: readDay(search.to),
    unseen: search.unseen === true ? true : undefined,
    trigger: texts(search.trigger, isTrigger)?.filter(isTrigger),
    group: readGroup(search.group),
  };
}

export function readGroup(group: unknown): string | undefined {
  return typeof group === "string" && UUID.test(group) ? group : undefined;
}

/** Leaves out what is not set, so that addresses stay short and equal filters are equal. */
export function withoutEmpty(filters: EventFilters): EventFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined)));
}

export function isFiltered(filters: EventFilters): boolean {
  return Object.keys(withoutEmpty(filters)).length > 0;
}

/** The filters as the API takes them. */
export function queryOf({ camera, label, from, to, unseen, trigger, group }: EventFilters, timeZone: string | undefined): EventQuery {
  return {
    ...(group ? { group } : {}),
    ...(camera?.length ? { camera_id: camera } : {}),
    ...(label?.length ? { label } : {}),
    ...(from ? { from: startOfDay(from, timeZone).toISOString() } : {}),
    ...(to ? { to: endOfDay(to, timeZone).toISOString() } : {}),
    ...(unseen ? { unseen } : {}),
    ...(trigger?.length ? { trigger } : {}),
  };
}

function texts(value: unknown, valid: (text: string) => boolean): string[] | undefined {
  const several: unknown[] = Array.isArray(value) ? value : [value];
  const kept = several.filter((each): each is string => typeof each === "string" && each !== "" && valid(each));
  return kept.length > 0 ? [...new Set(kept)] : undefined;
}
