/**
 * AWS as the program sees it, on a loopback port: IAM and STS by the Query protocol, Organizations by JSON 1.1. The real
 * SDK talks to it; it serves the tests, the sandbox and the benchmark.
 */
package stalekeys.standin.aws;
