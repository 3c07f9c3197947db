import type { Device } from "@/lib/device";

/** How a device learns to trust an authority of one's own, step by step. */
export const DEVICES: Record<Device, { name: string; steps: readonly string[] }> = {
  apple: {
    name: "iPhone or iPad",
    steps: [
      "Open this page in Safari and get the certificate. Safari says that a profile was downloaded.",
      "Settings → Profile Downloaded → Install.",
      "Settings → General → About → Certificate Trust Settings: switch on “ArgusAI …”. Without this step nothing changes.",
    ],
  },
  android: {
    name: "Android",
    steps: [
      "Get the certificate. If Android says that it has to be installed in the settings, close that.",
      "Settings → Security → Encryption & credentials → Install a certificate → CA certificate, and choose argusai-authority.crt. (The names differ a little; search the settings for “CA certificate”.)",
      "Chrome is ready then. If Firefox still warns: Settings → About Firefox, tap the logo five times, then Settings → Secret Settings → Use third party CA certificates.",
    ],
  },
  windows: {
    name: "Windows",
    steps: [
      "Get the certificate and open it.",
      "Install Certificate → Current User → Place all certificates in the following store → Trusted Root Certification Authorities.",
      "Close the browser and open it again. Firefox, Chrome and Edge take it from Windows.",
    ],
  },
  mac: {
    name: "Mac",
    steps: [
      "Get the certificate and open it: Keychain Access adds it to “login”.",
      "Open “ArgusAI …” there, and under Trust choose “When using this certificate: Always Trust”.",
      "Close the browser and open it again.",
    ],
  },
  linux: {
    name: "Linux",
    steps: [
      "Get the certificate.",
      "Chrome: Settings → Privacy and security → Security → Manage certificates → Local certificates → Custom → Trusted Certificates → Import.",
      "Firefox: Settings → Privacy & Security → View Certificates → Authorities → Import, and tick “Trust this CA to identify websites”.",
    ],
  },
};
