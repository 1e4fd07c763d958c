// Package simulation holds the test of the promise that no crash, lost answer
// or replay makes a second proxy or loses one. Provider, mock and a small
// stand-in for Terraform run in one process on simulated time; a schedule of
// random decisions says what goes wrong and when. There is nothing to import.
package simulation
