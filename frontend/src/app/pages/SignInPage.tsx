import { useRouter } from "@tanstack/react-router";
import { Entry } from "@/components/ui/entry";
import { TrustSteps } from "@/features/encryption/TrustSteps";
import { SignInForm } from "@/features/session/components/SignInForm";

export function SignInPage() {
  const router = useRouter();
  return (
    <Entry title="Sign in">
      <SignInForm onSignedIn={() => void router.invalidate()} />
      <TrustSteps />
    </Entry>
  );
}
