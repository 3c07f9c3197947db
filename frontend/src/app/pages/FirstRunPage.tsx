import { useEffect, useRef } from "react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Entry } from "@/components/ui/entry";
import { focusTitle } from "@/components/ui/page";
import { AdministratorForm } from "@/features/session/components/AdministratorForm";
import { Steps } from "@/features/session/components/Steps";
import { useSession } from "@/features/session/api/useSession";
import { FirstCamera } from "./FirstCamera";
import { FirstRunDone } from "./FirstRunDone";

/** The way in for the very first person: administrator, a camera, done. */
export function FirstRunPage() {
  const { step = "administrator" } = useSearch({ from: "/first-run" });
  const codeRequired = useSession()?.code_required ?? false;
  const navigate = useNavigate();
  const shown = useRef(step);
  useEffect(() => {
    // The steps share one address, so nothing else announces the new one.
    if (shown.current !== step) focusTitle();
    shown.current = step;
  }, [step]);
  const goTo = (next: "camera" | "done") => void navigate({ to: "/first-run", search: { step: next } });
  switch (step) {
    case "administrator":
      return (
        <Entry title="Welcome" lead="Choose the name and password of the person who looks after this ArgusAI." wide>
          <Steps current={0} />
          <AdministratorForm codeRequired={codeRequired} onDone={() => goTo("camera")} />
        </Entry>
      );
    case "camera":
      return (
        <Entry title="Your first camera" lead="ArgusAI writes down, in words, what happens in front of it." wide>
          <Steps current={1} />
          <FirstCamera
            onDone={() => goTo("done")}
            skip={
              <Button asChild look="quiet">
                <Link to="/first-run" search={{ step: "done" }}>
                  Skip for now
                </Link>
              </Button>
            }
          />
        </Entry>
      );
    case "done":
      return (
        <Entry title="ArgusAI is watching" wide>
          <Steps current={2} />
          <FirstRunDone />
        </Entry>
      );
  }
}
