import { localAddress } from '../../../contract/local-address.ts'

/** Where to go after signing in: `next` of the query when it is an address of this app, else home. */
export const nextAddress = (query: string) => localAddress(new URLSearchParams(query).get('next') ?? '/')
