import { useMemo } from "react";
import { useGroups } from "@/features/cameras/api/groups";
import type { Camera } from "@/lib/api/types";

/** Those of `cameras` that are in the group; all without one, and where the group is gone. */
export function useCamerasOf(group: string | undefined, cameras: Camera[] | undefined): Camera[] | undefined {
  const { data: groups } = useGroups();
  return useMemo(() => {
    const members = groups?.find(({ id }) => id === group)?.camera_ids;
    return members === undefined ? cameras : cameras?.filter(({ id }) => members.includes(id));
  }, [group, groups, cameras]);
}
