/** Who somebody is, what they may do, and who is told about a key. */
package stalekeys.work.people;
