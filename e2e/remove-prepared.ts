import { rmSync } from 'node:fs'
import { preparedPlace } from './product.ts'

/** The workers' parent made the place of what was prepared its own. */
export default function removePrepared(): void {
  rmSync(preparedPlace(process.pid), { recursive: true, force: true })
}
