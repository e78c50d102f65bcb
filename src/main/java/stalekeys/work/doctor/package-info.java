/** What {@code doctor} checks, as an interface. */
package stalekeys.work.doctor;
