import { readFileSync } from 'node:fs'
import { artefactFormat } from '../../../prediction/artefact.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** What made a model: the program's version and the format of its files. */
export const codeVersion = `${version}/${artefactFormat}`
