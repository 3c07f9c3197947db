import { useInfiniteQuery } from "@tanstack/react-query";
import { BellOff, BellRing } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FilterChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/field";
import { Section, focusTitle } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { noticesQuery, useMarkAllRead, type NoticeFilters } from "@/features/notices/api/notices";
import { NoticeItem } from "./NoticeItem";

interface NoticesViewProps {
  filters: NoticeFilters;
  onFilters: (filters: NoticeFilters) => void;
  /** The next step while nothing was ever told. */
  firstStep: ReactNode;
}

/** What this person was told, newest first. */
export function NoticesView({ filters, onFilters, firstStep }: NoticesViewProps) {
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <FilterChip pressed={filters.unread ?? false} onClick={() => onFilters({ ...filters, unread: filters.unread ? undefined : true })}>
          Unread
        </FilterChip>
        <FilterChip pressed={filters.urgent ?? false} onClick={() => onFilters({ ...filters, urgent: filters.urgent ? undefined : true })}>
          Urgent
        </FilterChip>
        <div className="min-w-48 flex-1">
          <TextField
            label="Search"
            type="search"
            maxLength={100}
            value={filters.q ?? ""}
            onChange={({ target }) => onFilters({ ...filters, q: target.value === "" ? undefined : target.value })}
          />
        </div>
      </div>
      <Found filters={filters} firstStep={firstStep} />
    </>
  );
}

function Found({ filters, firstStep }: { filters: NoticeFilters; firstStep: ReactNode }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(noticesQuery(filters));
  const readAll = useMarkAllRead();
  if (data === undefined) {
    return error ? (
      <ProblemPanel error={error} summary="The notices could not be loaded." onRetry={() => void refetch()} />
    ) : (
      <Loading label="Loading the notices" className="flex flex-col gap-2">
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-20 w-full" />
      </Loading>
    );
  }
  const notices = data.pages.flatMap(({ items }) => items);
  const newest = notices[0];
  if (newest === undefined) {
    return filters.unread || filters.urgent || filters.q ? (
      <EmptyState icon={BellOff} title="Nothing matches">
        Among what you were told, nothing is left by these filters.
      </EmptyState>
    ) : (
      <EmptyState icon={BellRing} title="You were not told of anything yet" action={firstStep}>
        What a rule tells you stands here, also when it is not sent to you because you want quiet.
      </EmptyState>
    );
  }
  return (
    <Section>
      {notices.some(({ read_at }) => read_at === null) && (
        <div>
          <Button pending={readAll.isPending} onClick={() => readAll.mutate(newest.made_at, { onSuccess: focusTitle })}>
            Mark all as read
          </Button>
        </div>
      )}
      {readAll.error && <ProblemPanel error={readAll.error} summary="They were not marked as read." />}
      <ul className="flex flex-col divide-y divide-line">
        {notices.map((notice) => (
          <NoticeItem key={notice.id} notice={notice} />
        ))}
      </ul>
      {hasNextPage && (
        <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </Section>
  );
}
