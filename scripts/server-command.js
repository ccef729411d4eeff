/**
 * How the server is started. A young generation of 8 MB keeps the memory of a busy process near what it holds: by default
 * it grows with the load to several times that.
 */
export const serverCommand = ['--max-semi-space-size=8', 'src/server/main.ts']
