import { rmSync } from 'node:fs'
import { demoPlace } from './product.ts'

/** The workers' parent made the place of the demo fleet its own. */
export default function removeDemo(): void {
  rmSync(demoPlace(process.pid), { recursive: true, force: true })
}
