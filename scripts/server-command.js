/**
 * How the server is started, whoever does it: `start.sh` and the Dockerfile repeat it, and a test compares. Both flags keep
 * the memory of a busy process near what it holds: the young generation stays at 16 MB, and the old one is collected when it
 * has grown by half; left alone both grow with the load to several times that.
 */
export const serverCommand = ['--max-semi-space-size=16', '--heap-growing-percent=50', 'src/server/start.js']
