import { useRouter } from "@tanstack/react-router";
import { Entry } from "@/components/ui/entry";
import { SignInForm } from "@/features/session/components/SignInForm";

export function SignInPage() {
  const router = useRouter();
  return (
    <Entry title="Sign in">
      <SignInForm onSignedIn={() => void router.invalidate()} />
    </Entry>
  );
}
