/** Waits that people see, in one place so that tests can make them long: a busy machine must not use them up. */

/** How long a notice about something in the background stays. */
export const NOTICE_MS = 8_000;

/** A little longer than the notice with "Undo" is shown, so that Undo keeps its promise. */
export const UNDO_MS = 8_500;
