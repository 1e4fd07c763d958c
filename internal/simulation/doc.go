// Package simulation holds the test of the promise that no crash, lost answer
// or replay makes a second proxy, loses one, or takes one that is another's.
// Provider, mock and a small stand-in for Terraform run in one process on
// simulated time; a schedule of random decisions says who applies what, what
// goes wrong and when, and what a person does about it. There is nothing to
// import.
package simulation
