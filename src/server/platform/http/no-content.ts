interface Reply {
  code(status: 204): unknown
}

/** Answers 204 once the change is made; a refusal goes its way. */
export async function noContent(reply: Reply, change: Promise<unknown>): Promise<null> {
  await change
  reply.code(204)
  return null
}
