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
    apple: /iPhone|iPad/.test(navigator.userAgent),
    installed: window.matchMedia("(display-mode: standalone)").matches,
  };
}

/** Why this device cannot be pushed to, and how to mend it; null when it can. */
export function lack(device: Device): string | null {
  if (!device.secure) {
    return "Browsers allow push only over HTTPS (or on the machine of ArgusAI itself, at localhost). Open this page by an https:// address; the guide “Get told on your phone” says how to get one.";
  }
  if (device.apple && !device.installed) {
    return "On an iPhone or iPad push works from the home screen only. In Safari choose Share, then “Add to Home Screen”, and open ArgusAI from there.";
  }
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
  const registration = await navigator.serviceWorker.register("/sw.js");
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
