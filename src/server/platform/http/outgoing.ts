import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** The address is one of this machine, of the network it stands in, or none that anybody can reach. */
export class PrivateAddressError extends Error {}

const reserved = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  reserved.addSubnet(network, bits, 'ipv4')
/** What of IPv6 is routed at all, less its parts that lead back to IPv4 or are for documentation. */
const routed = new BlockList()
routed.addSubnet('2000::', 3, 'ipv6')
const routedNot = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  routedNot.addSubnet(network, bits, 'ipv6')

/** Whether an IP address is one of the public internet. Addresses that wrap an IPv4 address count as not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !reserved.check(address, 'ipv4')
  return family === 6 && routed.check(address, 'ipv6') && !routedNot.check(address, 'ipv6')
}

/** Resolves a name and refuses it when any of its addresses is private: checked here, it is the address connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const refused =
      error ?? (addresses.every(({ address }) => isPublicAddress(address)) ? null : new PrivateAddressError())
    if (refused) return callback(refused, '', 0)
    if (options.all) return callback(null, addresses)
    callback(null, addresses[0]!.address, addresses[0]!.family)
  })
}

export interface Posted {
  status: number
  /** The first of what it answered. */
  text: string
}

const mostOfAnswer = 2000

/**
 * Sends `body` to an address that somebody typed in. Follows no redirection, and connects to no private address unless
 * `allowPrivate`; throws `PrivateAddressError`, or why there was no answer within `timeout` (ms).
 */
export function post(
  address: string,
  body: string,
  { headers, timeout, allowPrivate }: { headers: Record<string, string>; timeout: number; allowPrivate: boolean },
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const url = new URL(address)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (!allowPrivate && isIP(host) && !isPublicAddress(host)) return reject(new PrivateAddressError())
    const { request: begin } = url.protocol === 'https:' ? https : http
    const request = begin(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal: AbortSignal.timeout(timeout),
        ...(allowPrivate ? {} : { lookup: publicLookup }),
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          text += part
          if (text.length >= mostOfAnswer) response.destroy()
        })
        response.on('error', () => {})
        response.on('close', () => resolve({ status: response.statusCode!, text: text.slice(0, mostOfAnswer) }))
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}
