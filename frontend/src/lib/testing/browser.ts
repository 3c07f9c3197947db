/** What jsdom lacks and our components touch. */
export function installBrowserGaps(): void {
  window.matchMedia ??= (query: string) => new StillMedia(query);
  globalThis.ResizeObserver ??= StillObserver;
  globalThis.IntersectionObserver ??= SeeingObserver;
  URL.createObjectURL ??= () => "blob:picture";
  URL.revokeObjectURL ??= () => undefined;
  Element.prototype.scrollIntoView ??= () => undefined;
  Element.prototype.hasPointerCapture ??= () => false;
  window.scrollTo = () => undefined;
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  HTMLMediaElement.prototype.pause = () => undefined;
  HTMLMediaElement.prototype.load = () => undefined;
}

/** A media query that never matches. */
class StillMedia extends EventTarget implements MediaQueryList {
  readonly matches = false;
  readonly media: string;
  onchange = null;
  constructor(media: string) {
    super();
    this.media = media;
  }
  addListener(): void {
    // The old way, still part of the type.
  }
  removeListener(): void {
    // The old way, still part of the type.
  }
}

class StillObserver implements ResizeObserver {
  observe(): void {
    // Sizes never change here.
  }
  unobserve(): void {
    // Sizes never change here.
  }
  disconnect(): void {
    // Sizes never change here.
  }
}

/** Sees everything at once: in tests every element is on screen. */
class SeeingObserver implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  readonly #callback: IntersectionObserverCallback;
  constructor(callback: IntersectionObserverCallback) {
    this.#callback = callback;
  }
  observe(target: Element): void {
    const box = target.getBoundingClientRect();
    this.#callback(
      [{ target, isIntersecting: true, intersectionRatio: 1, boundingClientRect: box, intersectionRect: box, rootBounds: null, time: 0 }],
      this,
    );
  }
  unobserve(): void {
    // Nothing was kept.
  }
  disconnect(): void {
    // Nothing was kept.
  }
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}
