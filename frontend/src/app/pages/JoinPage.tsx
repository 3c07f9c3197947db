import { Link, useLocation, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { Entry } from "@/components/ui/entry";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ROLE_MEANS } from "@/features/people/words";
import { useInvitation } from "@/features/session/api/join";
import { useSession } from "@/features/session/api/useSession";
import { JoinForm } from "@/features/session/components/JoinForm";

/** Where the link of an invitation leads. Its token stands behind #, so that no server on the way writes it down. */
export function JoinPage() {
  const router = useRouter();
  const hash = useLocation({ select: (location) => location.hash });
  const [token] = useState(hash);
  const { data, error } = useInvitation(token);
  const signedIn = useSession()?.user?.name;
  const leave = () => {
    // The link is used up: it stays neither in the address nor in the history.
    void router.navigate({ to: "/", replace: true });
  };
  return (
    <Entry title="Join this house" lead={data && `${data.made_by} invited you to ArgusAI, which watches cameras and says in words what happened. ${ROLE_MEANS[data.role]}`}>
      {token === "" && <p>This address lacks the end of the link. Open the link as it was sent to you.</p>}
      {error && <ProblemPanel error={error} summary="This link cannot be used." />}
      {token !== "" && !data && !error && (
        <Loading label="Looking at the invitation">
          <Skeleton className="h-32 w-full" />
        </Loading>
      )}
      {data && signedIn && <p className="text-notable">In this browser {signedIn} is signed in, and is signed out when you join.</p>}
      {data && <JoinForm token={token} onJoined={leave} />}
      {!data && (
        <p>
          <Link to="/" className="inline-flex min-h-touch items-center text-accent underline underline-offset-2">
            Go to sign-in
          </Link>
        </p>
      )}
    </Entry>
  );
}
