/** Path of a Chromium that this machine has. */
export const installedChromium: () => string | undefined
