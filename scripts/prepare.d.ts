export const isInstalled: () => boolean
