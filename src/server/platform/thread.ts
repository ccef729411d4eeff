import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Runs a module in a thread of its own. A thread does not share what its process has compiled: started by itself it would
 * strip the types of every file again, a second and more of processor for what reads the database.
 */
export const startThread = (entry: URL, options: WorkerOptions): Worker =>
  new Worker(new URL('../start-thread.js', import.meta.url), { ...options, argv: [entry.href] })
