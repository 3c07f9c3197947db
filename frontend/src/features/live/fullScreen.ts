/** Undefined on an iPhone, where only the video itself knows full screen. */
export function isFullScreen(): boolean {
  return Boolean(document.fullscreenElement);
}

export function followFullScreen(changed: () => void): () => void {
  document.addEventListener("fullscreenchange", changed);
  return () => document.removeEventListener("fullscreenchange", changed);
}

/** iPhones know full screen for the video only. */
export function toggleFullScreen(frame: Element | null): void {
  if (document.fullscreenElement) {
    void document.exitFullscreen();
    return;
  }
  if (frame?.requestFullscreen !== undefined) {
    frame.requestFullscreen().catch(() => undefined);
    return;
  }
  const video = frame?.querySelector<HTMLVideoElement & { webkitEnterFullscreen?: () => void }>("video");
  video?.webkitEnterFullscreen?.();
}
