import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

const pagesIn = (folder: string) => readdirSync(`${root}/${folder}`).map((name) => `${folder}/${name}`)

/** What people read, and may copy commands from. */
export const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'bench/README.md',
  'docs/operator.md',
  'docs/api/README.md',
  'docs/guide/es.md',
  'docs/guide/en.md',
  ...pagesIn('docs/decisions'),
  ...pagesIn('docs/lessons'),
]

export const textOf = (name: string) => readFileSync(`${root}/${name}`, 'utf8')

/** The headings of a document, as links name them. */
export const headingsOf = (name: string) =>
  [...textOf(name).matchAll(/^#+ (.+)$/gm)].map(([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

export interface Block {
  language: string
  text: string
}

/** The fenced blocks of a document in their order. */
export const blocksOf = (name: string): Block[] =>
  [...textOf(name).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }))

/** How a block, or the end of a line, tells the reader that the tests do not run it; the reason follows. */
const notRun = '# not run by the tests: '

export interface DocumentedCommand {
  document: string
  line: string
  /** Whether the document says that nobody runs it. */
  notRun: boolean
}

/** The lines of a document's shell blocks, one command each; continued lines are joined, comments are left out. */
export const commandsOf = (document: string): DocumentedCommand[] =>
  blocksOf(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) =>
      text
        .replaceAll('\\\n', ' ')
        .split('\n')
        .map((line) => ({
          document,
          line: line.replace(/(^|\s+)# .*$/, '').trim(),
          notRun: text.startsWith(notRun) || line.includes(notRun),
        })),
    )
    .filter(({ line }) => line)

const programs = ['npm', 'npx', 'node', 'git', 'docker', 'faena', 'openssl', 'sha256sum']
const mention = new RegExp(`\`((?:${programs.join('|')}) [^\`]+)\``, 'g')

/** The commands that the sentences of a document name. */
export const mentionsOf = (document: string): DocumentedCommand[] =>
  textOf(document)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .split(/\n\n|\n- /)
    .flatMap((paragraph) =>
      [...paragraph.matchAll(mention)].map(([, line]) => ({
        document,
        line: line!,
        notRun: /not\s+run\s+by\s+the\s+tests/.test(paragraph),
      })),
    )
