/** Lets the browser paint and answer the person before going on. */
export const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve))
