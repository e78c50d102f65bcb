package stalekeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void it_is_there() {
        assertThat(Main.class).isFinal();
    }
}
