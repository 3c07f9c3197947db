import { deviceOf } from "@/lib/device";

/** What push needs of this device, and what is missing. Pure but for `deviceNow`. */
export interface Device {
  secure: boolean;
  serviceWorker: boolean;
  push: boolean;
  permission: NotificationPermission;
  /** An iPhone or iPad, where push works only from the home screen. */
  apple: boolean;
  installed: boolean;
}

export function deviceNow(): Device {
  const push = "PushManager" in window && "Notification" in window;
  return {
    secure: window.isSecureContext,
    serviceWorker: "serviceWorker" in navigator,
    push,
    permission: "Notification" in window ? Notification.permission : "default",
    apple: deviceOf(navigator.userAgent, navigator.maxTouchPoints > 1) === "apple",
    installed: window.matchMedia("(display-mode: standalone)").matches,
  };
}

/** What somebody types on the machine of ArgusAI, so that this page comes by HTTPS at the same address. */
export function commandFor(hostname: string): string {
  return `argusai certificate make --host ${hostname.replace(/^\[|\]$/g, "")}`;
}

/** Why this device cannot be pushed to, and how to mend it; null when it can. */
export function lack(device: Device): string | null {
  if (!device.secure) {
    return "Browsers allow push only over HTTPS (or on the machine of ArgusAI itself, at localhost). Somebody at that machine makes a certificate with the command below, which says what to do then; or open this page by an https:// address that you have.";
  }
  if (device.apple && !device.installed) {
    return "On an iPhone or iPad push works from the home screen only. In Safari choose Share, then “Add to Home Screen”, and open ArgusAI from there.";
  }
  if (device.apple && !device.push) return "Push needs iOS or iPadOS 16.4 or newer. Update this device in its settings: General, Software Update.";
  if (!device.serviceWorker || !device.push) return "This browser has no push. Try a current Chrome, Edge, Firefox or Safari, and no private window.";
  if (device.permission === "denied") {
    return "You, or somebody before you, refused notifications for this address. Allow them in the browser’s settings for this site, then load the page again.";
  }
  return null;
}

export interface Keys {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** Asks for permission and subscribes this browser. Throws with a sentence for the person. */
export async function subscribe(pushKey: string): Promise<Keys> {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("Without your permission this browser shows no notices.");
  const registration = await navigator.serviceWorker.register("/sw.js").catch((error: unknown) => {
    throw new Error(unregistered(error instanceof Error ? error.message : ""));
  });
  await navigator.serviceWorker.ready;
  try {
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(pushKey) });
    const { endpoint, keys } = made.toJSON();
    if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error("it gave no keys");
    return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new Error(`The browser could not reach its push service${why ? ` (${why})` : ""}. Check that it has internet, then try again.`);
  }
}

/** Browsers let nothing work in the background for a page whose certificate was merely clicked through. */
function unregistered(why: string): string {
  if (/certificate|SSL/i.test(why)) {
    return "This device does not trust the certificate of ArgusAI yet: the browser warned of this page, and somebody went on. Install the certificate as said under “Does your browser warn of this page?”, open this page anew, then try again.";
  }
  return `The browser does not let ArgusAI work in the background${why ? ` (${why})` : ""}. Use no private window, and try again.`;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** "Firefox on Android": by which a person knows the device again. */
export function deviceName(agent: string): string {
  const browser = /Edg\//.test(agent) ? "Edge" : /Firefox\//.test(agent) ? "Firefox" : /Chrome\//.test(agent) ? "Chrome" : /Safari\//.test(agent) ? "Safari" : "Browser";
  const system = /iPhone/.test(agent) ? "iPhone" : /iPad/.test(agent) ? "iPad" : /Android/.test(agent) ? "Android" : /Windows/.test(agent) ? "Windows" : /Mac OS/.test(agent) ? "Mac" : /Linux/.test(agent) ? "Linux" : "a device";
  return `${browser} on ${system}`;
}
