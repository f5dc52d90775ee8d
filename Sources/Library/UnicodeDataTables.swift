// Unicode tables: facts of Unicode 14 that the Swift standard library does not offer, as compact text.
//
// Runs: a number in base 36 (code points since the start of the run before) and a capital letter (index of the value).
// Decompositions, separated by spaces: code point since the one before, a tag ('=' canonical, '!' canonical but never
// composed, a letter: index of a compatibility tag), code points joined by '+'; all numbers in base 36. Hangul is algorithmic.
// This file is longer than others because it is data.

enum UnicodeTables {
    static let bidirectionalClasses = ["", "L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"]
    static let widths = ["N", "A", "H", "W", "F", "Na"]
    static let tags = ["<noBreak>", "<compat>", "<super>", "<fraction>", "<sub>", "<font>", "<circle>", "<wide>", "<vertical>", "<square>", "<isolated>", "<final>", "<initial>", "<medial>", "<small>", "<narrow>"]

    /// Runs of bidirectional classes.
    static let bidirectional: StaticString = """
        0K9M1L1M1N1L1KeL3M1N1O2G3O5F1I1F1I2EaI1O6BqO6BqO4K6L1KqI1O1G4O4B1O2K1O2G2E2O1B1O3E1B1O5BnO1BvO1BchO2B7OeB2OeB5O9B1OhJ34B4O2B2A2B4O1B1A4O2B1O1B3A1B1A1B\
        kA1B2bO1B3wJ7B4mA1B12A2B1dO1A2O2G1A1J19C1J1C1J2C1J2C1J1A8CrA4C6AbH6O2D1G2D1I1D1O2JbD1cJlHaG1H2D3J1D2tJ7H1O1J6D2J2O1J4D2EaDkA1D2J1DuJrA2D2hJbD1AeC17J9C\
        2O4C1A2J1CoJ4C1J9C1J3C1J5A2CfA1CpJ3A2C1A1DbA5DvA1H2A6J8D16JoH1JwB1jJ1B1J1B4J8B4J1B3J7BaJ2BtJ1B2A1B8A2B2A2BmA1B7A1B1A3B4A2J1B4J4A2B2A2B2J1B1A8B1A4B2A1B\
        3J2A2BcG2B7G1B2J1A2J2B1A1B6A4B2A2BmA1B7A1B2A1B2A1B2A2J1A1B3J2A4J2A2J3A3J1A7B4A1B1A7BaJ2B3J1B1AaJ2B1A1B9A1B3A1BmA1B7A1B2A1B5A2J1B4J5A1J2B1A1B2J1A2B1AfB\
        2J2A2BbG1A7B1J6A1J1B2A1B8A2B2A2BmA1B7A1B2A1B5A2J1B2J1B1J4A2B2A2B2J1A7J2B1A4B2A1B3J2A2BiAaJ1B1A1B6A3B3A1B4A3B2A1B1A1B2A3B2A3B3A3BcA4B2J1B2A3B3A1B3J1A2B\
        1A6B1AeBdO6G1O1A5J1B3J1B8A1B3A1BnA1BgA2J1B1J3B4A1J3A1J4A7J2A1B3A2B1A2B2J2A2BaA7B1O7B2J1BbA1B3A1BnA1BaA1B5A2J1B8A1B3A1B2J2A7B2A6B2A1B2J2A2BaA1B2AdJ2BbA\
        1B3A1B15J2B4J4A1B3A1B3J1B2A4BeJ2A2BqA1J1B2A1BiA3BoA1B9A1B1A2B7A3J1A4B3J3A1J1A1B8A6BaA2B3AcB1cJ1B2J7A4G1B7J8BdA11B2A1B1A1B5A1BoA1B1A1BaJ1B2J9B1A2B5A1B1\
        A1J6A2BaA2B4AwBoJ2BrJ1B1J1B1J1O4BaA1B10A4JeB1J5B1J2B5JbA1J10A1B8J1B6A1BdA11B19J4B1J6B1J2B2J2BpJ2B4J3BgJ4BdJ1B2J2B6J1BfJ1B14A1B1A5B1A2BahA1B4A2B7A1B1A1\
        B4A2B15A1B4A2BxA1B4A2B7A1B1A1B4A2BfA1B1lA1B4A2B1vA2J3BtA3BgOaA6B2eA2B6A2O1BhrN1BqO2A3B2hA7BiJ3B1A9BjJ2B3A9BiJ2AcBdA1B3A1J2AcB1gJ2B1J7B8J1B2JbB7G1B1J1A\
        2BaA6OaA6ObJ3K1J1BaA6B2hA7B5J2ByJ1B1A5B1yAaBvA1J3B4J2B3A4B2J1B6J3A4O1A3O2B14A2B5AbB18A4BqA6BbA3OyBnJ2B2J1A2B1kJ1B1J7A1J1B1J1B2J8B6JaA2J1BaA6BaA6BeA2Jv\
        A1dJ4B1cJ1B1J5B1J1B5J1BaA3BrJ9BbA1J2BwJ4B2J2B1J3B1kJ1B1J2B3J1B1J3B2A8B1cJ8B2J2A3BfA3B1oA7B17A2BbA8J3B1JdB1J7B4J1B6J1B3J2B1A5B5cJ1sB7qA2B6A2B12A2B6A2B8\
        A1B1A1B1A1B1A1BvA2B1hA1B7O1B1O3B3A1B7O3B4A2B6A1O3BdO3A2B3A1B7O2A1NbK3B1C1OoN1L1P1R1T1Q1S1I1G5OfI1OqN1K5A1U1V1W1X1K6E1B1A2E6F2O3B1EaF2O3A1BdA3GxAfJxAfO\
        2B1O4B1O2BaO1B1O3B5O6B1O1B1O1B1O1B4G1BbO2B4O5B5O4B2OgB15O3A4O3mF1G1O82B1xOqB1O41ApObAlO14EkB26OciB1O9fB74OhgA2OwA1O2xB6dO6B4J3B2A5O7B12A1B1A5B1A2B1kA7\
        B2AeJ1BnA9B7A1B7A1B7A1B7A1B7A1B7A1B7A1B7A1JwO2mAyOqA1O2hAcO5yAqOcA4N1O4B3OpB9J4B2O1B5O2B5O3A1B2eA2J2O2B3O1B2iO1B4A5B17A1B2mA1B1cO10AcB19O2A1B1cOgBsO3B\
        1eOfBcO4B4nO4B2rO2BvO1B534O1sBh3hA3O1jA9B8tO3BsAkB1bJ4O1JaO2BuJ2B28J2B6A8OyB2uO1B1uA5B2A1B1A1B5AoBgJ1B3J1B4J1BpJ2B1O4J1A3B8G2A6B1gO4A8B1wJ2A8BcA6JiBdJ\
        1B12J8BpJbB2AbBuA3J3B1cJ1B2J4B2J2BgA1BbA4B7J1BpA1B15J6B2J2B2J2A9B3J1B8J1B1A2BaA2BwJ1B1fJ1B1J3B2J2B5J2B1J1B1AoBhJ2B8J1AaB6A2B6A2B6A9B7A1B7A1B1mO2A4B39J\
        1B2J1B4J1A2BaA6B8mcAcBnA4B1dA4B6suA2B2yA12B7AcB5A5C1J1CaF1CdA1C5A1C1A1C2A1C2A1CaD37AgDa3OiD1sA2D1iA7O1AwDdO3JgOaA6JgOwI1O1I1A1O1I1O9G1O2F2O3A1O1G2O1A4\
        D5A1D3rA2K1A1O2G3O5F1I1F1I2EaI1O6BqO6BqObB2hA3B6A2B6A2B6A2B3A3G2O3G2A1O7AaO5A2BcA1BqA1BjA1B2A1BfA2BeAyB3fA5B1O1B1A4B19A3B9O25B2A1OdA3O1A1bB19J1A3mBtA3\
        B1dAfJ1ErA4B10A9BuA5B12J5A5BuA1B11A4BeA16B4eA2BaA6B10A4B10A4B14A8B1gAbBcA1BfA1B7A1B2A1BbA1BfA1B7A1B2A1vB8nA9BmAaB8AoB6A1B16A1B9A1xC6A2C1A1C18A1C2A3C1A\
        2CnA1C20A8C9A1cCjA1C2A5CxA3O1CqA5C1A1sC1kA4CkA2C1bJ3A1J2A5J4C4A1C3A1CtA2J3A4J1C9A7C9A7C1sAwC11J2A4CcA9C1iA3O7CmA2CrA5CqA7C4AcC7A28C21A1jC1fAdC1fA7C6D1\
        0J4A8HaA86HvA1C16A1J2C1A2C2A26C14A8DmJbD9AmCiJ4C4A12CsAkCnA9B1J1B1iJfB7A4OkBaJ1B2J2B1A9J3B1dJ4B2J2B7J1AaB1A2BpA7BaA6J3B10J5B1J8A1BiA8BzJ1B3A9J2B1gJ9Ba\
        J4B2J1BgA1BkAbBiA1BsJ3B2J1B1J2B6J1A1tB7A1B1A1B4A1BfA1BbA6B1bJ1B3J8A5BaA6J2B2A1B8A2B2A2BmA1B7A1B2A1B5A1J2B3J1B4A2B2A2B3A2B1A6B1A5B7A2J7A3J5A3vB1kJ8B2J3\
        B1J1BlA1B1J1B3AuB1fJ6B1J1B4J2B1J2B4A8BaA4mB1eJ4A2B4J2B1J2BrJ2AyB1fJ8B2J1B1J2B4AbBaA6OdAjB17J1B1J1B2J6B1J1B2A6BaA1iBrA2J3B2J4B1J5A4BnA55B1bJ9B1J2B1A2sB\
        2bAcB8A2B1A2B8A1B2A1BuA1B2A2J2B1J1B4J1B3A9BaA1yB8A2B16J4A2J2B4J1B4ArB1J6B2J2B14J6B2J4B8J1A8B1J6B2J3B1aJdB1J2B9AdB21A7bB9A1B12J7A1J6B8AaBtA3BwA2JmA1B1J\
        7B1J2B1J2A21B7A1B2A1B12J6A3J1A1J2A1J7B1J1A8BaA6B6A1B2A1B11A1J2A1B2J1B1J1B1A7BaA8mBjJ2B4A53B1AfBlO8G4OhAdBpnA2uB33A1B5AbB5gA218B2rAdBtrA1B9A347Bg7A6ntB\
        ftA7BvA1BaA4B29A1BaA6BuA2J5B1AaB1cJ7BfAaBaA1B7A1BlA5BjAj4B2jA2tB23A4J1B1kA7J4BdA1sB2O1B1J1AbB2AeB4qgA8ByeA16B9A6w7B4A1B7A1B2A1B83A19B3AhB4A8Bb0A1s4B2z\
        A5BdA3B9A7BaA2B1J2B1K4A3mkJ1aA2JnA9B38A1oB6uAaB13A2B1qJ3B9K8J8B2J7BuJ4B1nO2AlO1uJ3O1A4aBkAcO2fA9BpA3rB2dA1B1zA1B2A2B1A2B2A2B4A1BcA1B1A1B7A1B1tA1B4A2B8\
        A1B7A1BsA1B4A1B5A1B1A3B7A1B9gA2B1fO1B1lO1B1lO1B1lO1B1lO1B8A2E1eBe8J1jB4J1eB8J1BeJ1B7AfJ5A1JfAuoBvA69J7A1JhA2J7A1J2A1J5A5xB19A3J7B7A2BaA4B2A8wBuJ1AhB18\
        J4BaA5G1AyoB7A1B4A1B2A1BfA1C5hA2C9J7A15C1wJ7C1A4CaA4C2AltD1wA24D1pA5eD4A1DrA1D2A1D1A2D1A1DaA1D4A1D1A1D1A6D1A4D1A1D1A1D1A1D3A1D2A1D1A2D1A1D1A1D1A1D1A1D\
        1A1D2A1D1A2D4A1D7A1D4A1D4A1D1A1DaA1DhA5D3A1D5A1DhA1gO2A7iO18A4O2sAcOfA2OfA1OfA1O11AaEbO5BvO1B1mO6B1pO1A1kBtAdB18A4B9A7B2AeO6A4aOrcA5OgA3OdA3O38AcO2hA7\
        OcA4O1AfOcA4O1kA8OaA6O14A8OuA2O2A26O9gAcOeA2O5A3O5A3O7A9OtA3ObA5O6AaOaA6O8A8O7A9O43A1O1jA11EaAsmBwyoAwB37dA7B66A2B4g2AeB5rlA2e7Bf2A15uB3t7AfcfqK1AuK2o\
        A3kJ6oA1e6oB1ekeA2B1ekeA
        """

    /// Runs of East Asian widths.
    static let eastAsianWidth: StaticString = """
        0AwF2nAyB1F2B1F2B2A1B1A1F1B2F1B5A1B5A1B4A6B1A9B1A6B2A5B4A4B1A1B3A1B2A2B1A1B2A3B4A1B1A1B1A2B1AfB1A1B1A7B1AaB2A3B1A5B3A4B1A6B4A1B1A3B4A1B1A4B2AiB2A3B1A2\
        qB1A1B1A1B1A1B1A1B1A1B1A1B1A1B1A38B1AfB1A2qB1A2B1A1B3A1B1A2B1A7B4A1B1A1B1AwB34A8E2A6E4A7E1A1E1A3BhE1B7A7BhA1B7A1jB1AeB1sA1B1A66E1A12E2A1eE2A3E1A1jE8Ar\
        E4A6EbA7iE1A1oE2A2tEeA1nE2A1dE2AfE1AsE2A1E1AbE5AvE1A2E6A6kE1A8E2A2E2AmE1A7E1A1E3A4E2A9E2A2E2A4E8A1E4A2E1A5E2ApE2A3E1A6E4A2E2AmE1A7E1A2E1A2E1A2E2A1E1A5\
        E4A2E2A3E3A1E7A4E1A1E7AhEaA3E1A9E1A3E1AmE1A7E1A2E1A5E2AaE1A3E1A3E2A1EfA4E2AcE7A7E1A3E1A8E2A2E2AmE1A7E1A2E1A5E2A9E2A2E2A3E7A3E4A2E1A5E2AiEaA2E1A6E3A3E1\
        A4E3A2E1A1E1A2E3A2E3A3E3AcE4A5E3A3E1A4E2A1E6A1EeAlE5AdE1A3E1AnE1AgE2A9E1A3E1A4E7A2E1A3E2A1E2A4E2AaE7AmE1A3E1AnE1AaE1A5E2A9E1A3E1A4E7A2E6A2E1A4E2AaE1A2\
        EdAdE1A3E1A1fE1A3E1A6E4AgE2AqE1A3E1AiE3AoE1A9E1A1E2A7E3A1E4A6E1A1E1A8E6AaE2A3EcA1mE4AtE11A2E1A1E1A5E1AoE1A1E1AnE2A5E1A1E1A6E2AaE2A4EwA20E1A10E4A13E1A1\
        0E1AfE1AdE11A5iE1A1E5A1E2A1cD2oA6hE1A4E2A7E1A1E1A4E2A15E1A4E2AxE1A4E2A7E1A1E1A4E2AfE1A1lE1A4E2A1vE2AwE3AqE6A2eE2A6E2AilE3A2hE7AmE9AoE9AkEcAdE1A3E1A2Ec\
        A2mE2AaE6AaE6AqE6A2hE7A17E5A1yEaAvE1AcE4AcE4A1E3A16E2A5EbA18E4AqE6AbE3A1qE2A1tE1AtE2AbE6AaE6AeE2AvE1dA25E3A1bE1A38E8A1oE3AfE3A1oE7A17E2AbE8A17E5AeuE2A\
        6E2A12E2A6E2A8E1A1E1A1E1A1E1AvE2A1hE1AfE1AeE2A6E1AjE2A3E1A9E1AgB1A2B4A1B2A2B2A2B3A1B4A8B1A1B2A1B1A5B1A2B1A12E1AcE2B1AaB1A1B4AaE1AdE3A9C1A2B1AkEfAxEfA3\
        B1A1B1A3B1A9B1A2B1AaB2A3B1A4B1A13B2A6B4A1BcA4BaAfB1A2E4BaAuB2AoB1A1B1AiB1AoB1A1B2A3B2A2B1A3B1A1B1A3B1A4B1A2B4A2B1A1B1A1B6A1B1A5B4A4B2AaB1A3B1A5B1AdB2A\
        2B4A2B2A2B2AiB2A2B2AdB1A3B1AbB1ApB1A2aB1A7D2AdD2A5aD4A3D1A2D1A1fEpAbElB3uA1B2pA4B10AcBgA2B4AaB2A1B7A8B2A2B2A4B2A2B2A4B3A2B1A2B4AgB4A9B1AdD2A6B2A2B1A4B\
        2A4D2A6B1A1B1AxB1A1B1A5DcAcB2A1B3A1B4A1B2A1B1AfD1AjD1AaB2A1D1A8D2AhD2B1A4D2B8D1B5D1BdA1B1A4B2D1B7D2B1D1B4D1B2D1B2A5D1A4D2AsD1AkB1AeD1A1D1A4D3A1D1AuBaA\
        lD3AoD1AeD1A12F8AbbF2Ab8D2A1fD1A4D1B4AqE2AwE1A9pE5A19E1A1E5A1E2A1kE7A2EeAoE9A7E1A7E1A7E1A7E1A7E1A7E1A7E1A7E1A3iEyDqE1D2hEcD5yEqDcE5D1qA1E1D2eE2D2vE5D1\
        7E1D2mE1D2cEcD1bE1D14B8D5f4A1sDh3hE3D1jE9A9oEkA54E8A5nE5A2E1A1E1A5EoA1nE3AaE6A1kE8A1yE8AcE6A38EbA1DtE3A26E1AbE4AxE1A1jE9AeE2AaE2A2vEoAsEaA6E2A6E2A6E9A\
        7E1A7E1A1oE4A3iE2AaE6D8mcEcAnE4A1dE4A1kwB4xsDa6E2D2yE12A7EcA5E5AqE1A5E1A1E1A2E1A2E1A3hEgAcdE2A1iE7A1EwAgBgDaE6AgDzE1DjE1D4E4A5E1A3rE2A1E2pC2mE3C6E2C6E\
        2C6E2C3EbC7EaA4B1E2AcE1AqE1AjE1A2E1AfE2AeEyA3fE5A3E4A19E3A2gE1AdE3A1E1bA1aE3mAtE3A1dEfAsE4A10E9AuE5A17E5AuE1A11E4AeE16A4eE2AaE6A10E4A10E4A14E8A1gEbAcE\
        1AfE1A7E1A2E1AbE1AfE1A7E1A2E1vA8nE9AmEaA8EoA6E1A16E1A9E1xA6E2A1E1A18E1A2E3A1E2AnE1A20E8A9E1cAjE1A2E5AxE3ArE5A1E1sA1kE4AkE2A1eE1A2E5A8E1A3E1AtE2A3E4AaE\
        7A9E7A1sEwA13E4AcE9A1iE3AtE2ArE5AqE7A4EcA7E28A21E1jA1fEdA1fE7A1aE8AaE86AvE1A16E1A3E2A2E26A14E8A16EmAqE12AsEkAnE9A26E4A10E9A1wEaA1E2ApE7AaE6A1hE1AiE8A1\
        3E9A2oE1AkEbAiE1A18E1tA7E1A1E1A4E1AfE1AbE6A1nE5AaE6A4E1A8E2A2E2AmE1A7E1A2E1A5E1AaE2A2E2A3E2A1E6A1E5A7E2A7E3A5E3vA2kE1A5EuA20E8AaE4mA1iE2A12EyA1xEbAaE6\
        AdEjA1mE6AaE1iArE2AfE4AnE55A1oE2sA2bEcA8E2A1E2A8E1A2E1AuE1A2E2AcE9AaE1yA8E2A1aE2AbErA20E8A2bEdA21E7bA9E1A19E1AeEaAtE3AwE2AmE1AeE21A7E1A2E1A18E3A1E1A2E\
        1A9E8AaE6A6E1A2E1A11E1A2E1A6E7AaE8mApE53A1EfA1eEdApnE2uA33E1A5EbA5gE218A2rEdAtrE1A9E347Ag7E6ntAftE7AvE1AaE4A29E1AaE6AuE2A6EaA1yEaAaE1A7E1AlE5AjEj4A2jE\
        2tA23E4A1lE7AhE1sD5EbD2EeD4qgE8DyeE16D9E6w7D4E1D7E1D2E1D83E19D3EhD4E8Db0E1s4A2zE5AdE3A9E7AaE2A8E3mkA1aE2AnE9A38E1oA6uEaA13E2A5eElA1yE4aAkEcA2fE9ApE3rA\
        2dE1A1zE1A2E2A1E2A2E2A4E1AcE1A1E1A7E1A1tE1A4E2A8E1A7E1AsE1A4E1A5E1A1E3A7E1A9gE2A84E2AjiEfA5E1AfEuoAvE69A7E1AhE2A7E1A2E1A5E5xA19E3AeE2AaE4A2E8wAvEhA1mE\
        5A1EyoA7E1A4E1A2E1AfE1A5hE2AgE15A24E4AaE4A2EltA1wE24A1pE5eA4E1ArE1A2E1A1E2A1E1AaE1A4E1A1E1A1E6A1E4A1E1A1E1A1E1A3E1A2E1A1E2A1E1A1E1A1E1A1E1A1E1A2E1A1E2\
        A4E1A7E1A4E1A4E1A1E1AaE1AhE5A3E1A5E1AhE1gA2E7iA4D1A13E4A2sEcAfE2AfE1AeD1E1A11EaBbA5BuA2B1mA6BuD1B2DaBiA1E1kAqD3EdD18E4D9E7D2EeD6E4aDxAcD9A1D1yA1DmAcD1\
        7A4D5AcDhA3D1A3D1zA1D1A1D57A2D1rAdD4A1DoAiD1AqD2AdD1A2eD2dA1cD1yA6D1A3D3A2D3E5D3AbD2E3A4D9E3A38EcA2hE7DcE4D1EfAcE4A1kE8AaE6A14E8AuE2A2E26AcD1bA1DaA1D5\
        5A2cEcAeE2D5E3D5E3D7E9DtE3DbE5D6EaDaE6D8E8D7E9A43E1A1jE11AaEsmDwyoEwD37dE7D66E2D4g2EeD5rlE2e7Df2E15uD3t7EfcfqA1EuA2oE3kB6oE1e6oB1ekeE2B1ekeE
        """

    /// Decomposition mappings, one step.
    static let decompositions: StaticString = """
        4gAw 8Bw+lk 2C2p 5Bw+lg 3C1e 1C1f 1Bw+ld 1Bqk 3Bw+mf 1C1d 1C33 2D1d+6dg+1g 1D1d+6dg+1e 1D1f+6dg+1g 2=1t+lc 1=1t+ld 1=1t+le 1=1t+lf 1=1t+lk 1=1t+lm 2=1\
        v+mf 1=1x+lc 1=1x+ld 1=1x+le 1=1x+lk 1=21+lc 1=21+ld 1=21+le 1=21+lk 2=26+lf 1=27+lc 1=27+ld 1=27+le 1=27+lf 1=27+lk 3=2d+lc 1=2d+ld 1=2d+le 1=2d+lk 1\
        =2h+ld 3=2p+lc 1=2p+ld 1=2p+le 1=2p+lf 1=2p+lk 1=2p+lm 2=2r+mf 1=2t+lc 1=2t+ld 1=2t+le 1=2t+lk 1=2x+lc 1=2x+ld 1=2x+le 1=2x+lk 2=32+lf 1=33+lc 1=33+ld\
         1=33+le 1=33+lf 1=33+lk 3=39+lc 1=39+ld 1=39+le 1=39+lk 1=3d+ld 2=3d+lk 1=1t+lg 1=2p+lg 1=1t+li 1=2p+li 1=1t+mg 1=2p+mg 1=1v+ld 1=2r+ld 1=1v+le 1=2r+\
        le 1=1v+lj 1=2r+lj 1=1v+lo 1=2r+lo 1=1w+lo 1=2s+lo 3=1x+lg 1=2t+lg 1=1x+li 1=2t+li 1=1x+lj 1=2t+lj 1=1x+mg 1=2t+mg 1=1x+lo 1=2t+lo 1=1z+le 1=2v+le 1=1\
        z+li 1=2v+li 1=1z+lj 1=2v+lj 1=1z+mf 1=2v+mf 1=20+le 1=2w+le 3=21+lf 1=2x+lf 1=21+lg 1=2x+lg 1=21+li 1=2x+li 1=21+mg 1=2x+mg 1=21+lj 2B21+22 1B2x+2y 1\
        =22+le 1=2y+le 1=23+mf 1=2z+mf 2=24+ld 1=30+ld 1=24+mf 1=30+mf 1=24+lo 1=30+lo 1B24+53 1B30+53 3=26+ld 1=32+ld 1=26+mf 1=32+mf 1=26+lo 1=32+lo 1Bjg+32\
         3=27+lg 1=33+lg 1=27+li 1=33+li 1=27+ln 1=33+ln 3=2a+ld 1=36+ld 1=2a+mf 1=36+mf 1=2a+lo 1=36+lo 1=2b+ld 1=37+ld 1=2b+le 1=37+le 1=2b+mf 1=37+mf 1=2b+\
        lo 1=37+lo 1=2c+mf 1=38+mf 1=2c+lo 1=38+lo 3=2d+lf 1=39+lf 1=2d+lg 1=39+lg 1=2d+li 1=39+li 1=2d+lm 1=39+lm 1=2d+ln 1=39+ln 1=2d+mg 1=39+mg 1=2f+le 1=3\
        b+le 1=2h+le 1=3d+le 1=2h+lk 1=2i+ld 1=3e+ld 1=2i+lj 1=3e+lj 1=2i+lo 1=3e+lo 1B37 x=27+m3 1=33+m3 e=2d+m3 1=39+m3 kB1w+al 1B1w+am 1B2s+am 1B24+22 1B24\
        +2y 1B30+2y 1B26+22 1B26+2y 1B32+2y 1=1t+lo 1=2p+lo 1=21+lo 1=2x+lo 1=27+lo 1=33+lo 1=2d+lo 1=39+lo 1=64+lg 1=70+lg 1=64+ld 1=70+ld 1=64+lo 1=70+lo 1=\
        64+lc 1=70+lc 2=5g+lg 1=6c+lg 1=fa+lg 1=fb+lg 1=5i+lg 1=6e+lg 3=1z+lo 1=2v+lo 1=23+lo 1=2z+lo 1=27+mg 1=33+mg 1=dm+lg 1=dn+lg 1=c7+lo 1=ia+lo 1=2y+lo\
         1B1w+2i 1B1w+3e 1B2s+3e 1=1z+ld 1=2v+ld 3=26+lc 1=32+lc 1=5h+ld 1=6d+ld 1=5i+ld 1=6e+ld 1=60+ld 1=6w+ld 1=1t+lr 1=2p+lr 1=1t+lt 1=2p+lt 1=1x+lr 1=2t+\
        lr 1=1x+lt 1=2t+lt 1=21+lr 1=2x+lr 1=21+lt 1=2x+lt 1=27+lr 1=33+lr 1=27+lt 1=33+lt 1=2a+lr 1=36+lr 1=2a+lt 1=36+lt 1=2d+lr 1=39+lr 1=2d+lt 1=39+lt 1=2\
        b+me 1=37+me 1=2c+me 1=38+me 3=20+lo 1=2w+lo 7=1t+lj 1=2p+lj 1=1x+mf 1=2t+mf 1=5y+lg 1=6u+lg 1=5x+lg 1=6t+lg 1=27+lj 1=33+lj 1=fi+lg 1=fj+lg 1=2h+lg 1\
        =3d+lg 3hC2w 1Ch2 1C2y 1C36 1Chl 1Chn 1Cht 1C3b 1C3d wBw+li 1Bw+lj 1Bw+lm 1Bw+mg 1Bw+lf 1Bw+ln 3Cgz 1C30 1C37 1C3c 1Cid 2k!lc 1!ld 2!lv 1!lk+ld 1c!jd\
         6Bw+n9 4!1n 6Bw+ld 1=4o+ld 1=pd+ld 1!53 1=ph+ld 1=pj+ld 1=pl+ld 2=pr+ld 2=px+ld 1=q1+ld 1=qy+ld q=pl+lk 1=px+lk 1=q9+ld 1=qd+ld 1=qf+ld 1=qh+ld 1=qz+\
        ld q=qh+lk 1=qt+lk 1=qn+ld 1=qt+ld 1=qx+ld 2Bqa 1Bqg 1Bpx 1=r6+ld 1=r6+lk 1Bqu 1Bqo qBqi 1Bqp 1Bqq 2Bpk 1Bqd 4Bpv 7=t1+lc 1=t1+lk 2=sz+ld 4=sm+lk 5=t6\
        +ld 1=t4+lc 1=tf+li b=t4+li w=u0+li n=tx+lc 1=tx+lk 2=tv+ld 4=uu+lk 5=u2+ld 1=u0+lc 1=ub+li o=vo+lr 1=vp+lr 22=t2+li 1=ty+li e=sw+li 1=ts+li 1=sw+lk 1\
        =ts+lk 3=t1+li 1=tx+li 3=yg+lk 1=yh+lk 1=t2+lk 1=ty+lk 1=t3+lk 1=tz+lk 3=t4+lg 1=u0+lg 1=t4+lk 1=u0+lk 1=ta+lk 1=u6+lk 3=yw+lk 1=yx+lk 1=tp+lk 1=ul+lk\
         1=tf+lg 1=ub+lg 1=tf+lk 1=ub+lk 1=tf+ln 1=ub+ln 1=tj+lk 1=uf+lk 3=tn+lk 1=uj+lk 3yB12d+136 4b=17r+18z 1=17r+190 1=18o+190 1=17r+191 1=18q+190 27B17r+\
        19w 1B18o+19w 1B1c7+19w 1B18q+19w 20=1cl+190 2=1c1+190 h=1ci+190 gm=1t4+1to 8=1tc+1to 3=1tf+1to 10!1sl+1to 1!1sm+1to 1!1sn+1to 1!1ss+1to 1!1sx+1to 1!1\
        sy+1to 1!1t7+1to 1!1tb+1to 30=1xj+1xa 1=1xj+1xz g!1wh+1x8 1!1wi+1x8 2!1wv+1x8 2c!20i+20s 3!20o+20s z!1zq+20s 1!1zr+20s 1!1zw+20s 3!20b+20s 6i=287+28m\
         3=287+27y 1=287+28n g!275+27w 1!276+27w 1j=2aa+2c7 1i=2bq+2bi 1=2br+2bi 1=2bq+2c7 3g=2fa+2fq 3c=2in+2j9 7=2iu+2j9 1=2iu+2ja 2=2iu+2iq 1=2iy+2j9 3j=2m\
        e+2m6 1=2mf+2m6 1=2me+2mv 3y=2qh+2q2 2=2qh+2q7 1=2qk+2q2 1=2qh+2qn 2dB2tp+2sy 3kB2x9+2wi 15B2wb+2vt 1B2wb+2w1 1bA2yz 1j!30i+33r a!30s+33r 5!30x+33r 5!\
        312+33r 5!317+33r d!30g+33p a!31t+31u 2!31t+31w 1!33m+328 1B33m+329 1!33n+328 1B33n+329 8!31t+328 i!32q+33r a!330+33r 5!335+33r 5!33a+33r 5!33f+33r d!\
        32o+33p 31=36t+372 5yC3bw 1ze=5c5+5dh 2=5c7+5dh 2=5c9+5dh 2=5cb+5dh 2=5cd+5dh 4=5ch+5dh 15=5dm+5dh 2=5do+5dh 3=5dq+5dh 1=5dr+5dh 2=5du+5dh dlC1t 1C5i\
         1C1u 2C1w 1C1x 1Cb2 1C1z 1C20 1C21 1C22 1C23 1C24 1C25 1C26 2C27 1Cf6 1C28 1C2a 1C2c 1C2d 1C2f 1C2p 1Cgg 1Cgh 1C5qa 1C2q 1C2s 1C2t 1Cgp 1Cgr 1Cgs 1C2\
        v 2C2z 1C31 1C97 1C33 1Cgk 1C5qu 1C5qv 1C34 1C38 1C39 1C5r1 1Chb 1C3a 1C5r9 1Cqa 1Cqb 1Cqc 1Cqu 1Cqv 1E2x 1E36 1E39 1E3a 1Eqa 1Eqb 1Eqp 1Equ 1Eqv eCu5\
         zCgi 1C2r 1Cgl 1C6o 1Cgs 1C2u 1Cgv 1Cgx 1Ch1 1Ch4 1Ch5 1Ch6 1C5tn 1Cil 1Ch9 1C5tx 1Cin 1Chd 1Chc 1Che 1Chf 1Chg 1Chh 1Chk 1Chu 1Chv 1Cbv 1Ci1 1Ci2 1C\
        5r0 1Ci3 1Ci4 1C3e 1Ci8 1Ci9 1Cia 1Cqg 1t=1t+md 1=2p+md 1=1u+lj 1=2q+lj 1=1u+mb 1=2q+mb 1=1u+mp 1=2q+mp 1=5j+ld 1=6f+ld 1=1w+lj 1=2s+lj 1=1w+mb 1=2s+m\
        b 1=1w+mp 1=2s+mp 1=1w+mf 1=2s+mf 1=1w+ml 1=2s+ml 1=7m+lc 1=7n+lc 1=7m+ld 1=7n+ld 1=1x+ml 1=2t+ml 1=1x+mo 1=2t+mo 1=fc+li 1=fd+li 1=1y+lj 1=2u+lj 1=1z\
        +lg 1=2v+lg 1=20+lj 1=2w+lj 1=20+mb 1=2w+mb 1=20+lk 1=2w+lk 1=20+mf 1=2w+mf 1=20+mm 1=2w+mm 1=21+mo 1=2x+mo 1=5r+ld 1=6n+ld 1=23+ld 1=2z+ld 1=23+mb 1=\
        2z+mb 1=23+mp 1=2z+mp 1=24+mb 1=30+mb 1=5yu+lg 1=5yv+lg 1=24+mp 1=30+mp 1=24+ml 1=30+ml 1=25+ld 1=31+ld 1=25+lj 1=31+lj 1=25+mb 1=31+mb 1=26+lj 1=32+l\
        j 1=26+mb 1=32+mb 1=26+mp 1=32+mp 1=26+ml 1=32+ml 1=5x+ld 1=6t+ld 1=5x+lk 1=6t+lk 1=98+lc 1=99+lc 1=98+ld 1=99+ld 1=28+ld 1=34+ld 1=28+lj 1=34+lj 1=2a\
        +lj 1=36+lj 1=2a+mb 1=36+mb 1=5zu+lg 1=5zv+lg 1=2a+mp 1=36+mp 1=2b+lj 1=37+lj 1=2b+mb 1=37+mb 1=9m+lj 1=9n+lj 1=9s+lj 1=9t+lj 1=602+lj 1=603+lj 1=2c+l\
        j 1=38+lj 1=2c+mb 1=38+mb 1=2c+mp 1=38+mp 1=2c+ml 1=38+ml 1=2d+mc 1=39+mc 1=2d+mo 1=39+mo 1=2d+ml 1=39+ml 1=a0+ld 1=a1+ld 1=a2+lk 1=a3+lk 1=2e+lf 1=3a\
        +lf 1=2e+mb 1=3a+mb 1=2f+lc 1=3b+lc 1=2f+ld 1=3b+ld 1=2f+lk 1=3b+lk 1=2f+lj 1=3b+lj 1=2f+mb 1=3b+mb 1=2g+lj 1=3c+lj 1=2g+lk 1=3c+lk 1=2h+lj 1=3d+lj 1=\
        2i+le 1=3e+le 1=2i+mb 1=3e+mb 1=2i+mp 1=3e+mp 1=2w+mp 1=38+lk 1=3b+lm 1=3d+lm 1B2p+ji 1=an+lj 5=1t+mb 1=2p+mb 1=1t+ll 1=2p+ll 1=5e+ld 1=6a+ld 1=5e+lc\
         1=6a+lc 1=5e+ll 1=6a+ll 1=5e+lf 1=6a+lf 1=61s+le 1=61t+le 1=76+ld 1=77+ld 1=76+lc 1=77+lc 1=76+ll 1=77+ll 1=76+lf 1=77+lf 1=61s+li 1=61t+li 1=1x+mb 1\
        =2t+mb 1=1x+ll 1=2t+ll 1=1x+lf 1=2t+lf 1=5m+ld 1=6i+ld 1=5m+lc 1=6i+lc 1=5m+ll 1=6i+ll 1=5m+lf 1=6i+lf 1=62g+le 1=62h+le 1=21+ll 1=2x+ll 1=21+mb 1=2x+\
        mb 1=27+mb 1=33+mb 1=27+ll 1=33+ll 1=5w+ld 1=6s+ld 1=5w+lc 1=6s+lc 1=5w+ll 1=6s+ll 1=5w+lf 1=6s+lf 1=630+le 1=631+le 1=bk+ld 1=bl+ld 1=bk+lc 1=bl+lc 1\
        =bk+ll 1=bl+ll 1=bk+lf 1=bl+lf 1=bk+mb 1=bl+mb 1=2d+mb 1=39+mb 1=2d+ll 1=39+ll 1=bz+ld 1=c0+ld 1=bz+lc 1=c0+lc 1=bz+ll 1=c0+ll 1=bz+lf 1=c0+lf 1=bz+mb\
         1=c0+mb 1=2h+lc 1=3d+lc 1=2h+mb 1=3d+mb 1=2h+ll 1=3d+ll 1=2h+lf 1=3d+lf 7=q9+lv 1=q9+lw 1=64g+lc 1=64h+lc 1=64g+ld 1=64h+ld 1=64g+n6 1=64h+n6 1=pd+lv\
         1=pd+lw 1=64o+lc 1=64p+lc 1=64o+ld 1=64p+ld 1=64o+n6 1=64p+n6 1=qd+lv 1=qd+lw 1=64w+lc 1=64x+lc 1=64w+ld 1=64x+ld 3=ph+lv 1=ph+lw 1=654+lc 1=655+lc 1\
        =654+ld 1=655+ld 3=qf+lv 1=qf+lw 1=65c+lc 1=65d+lc 1=65c+ld 1=65d+ld 1=65c+n6 1=65d+n6 1=pj+lv 1=pj+lw 1=65k+lc 1=65l+lc 1=65k+ld 1=65l+ld 1=65k+n6 1=\
        65l+n6 1=qh+lv 1=qh+lw 1=65s+lc 1=65t+lc 1=65s+ld 1=65t+ld 1=65s+n6 1=65t+n6 1=pl+lv 1=pl+lw 1=660+lc 1=661+lc 1=660+ld 1=661+ld 1=660+n6 1=661+n6 1=q\
        n+lv 1=qn+lw 1=668+lc 1=669+lc 1=668+ld 1=669+ld 3=pr+lv 1=pr+lw 1=66g+lc 1=66h+lc 1=66g+ld 1=66h+ld 3=qt+lv 1=qt+lw 1=66o+lc 1=66p+lc 1=66o+ld 1=66p+\
        ld 1=66o+n6 1=66p+n6 2=px+lw 2=66x+lc 2=66x+ld 2=66x+n6 1=qx+lv 1=qx+lw 1=674+lc 1=675+lc 1=674+ld 1=675+ld 1=674+n6 1=675+n6 1=q1+lv 1=q1+lw 1=67c+lc\
         1=67d+lc 1=67c+ld 1=67d+ld 1=67c+n6 1=67d+n6 1=q9+lc 1!q4 1=qd+lc 1!q5 1=qf+lc 1!q6 1=qh+lc 1!q7 1=qn+lc 1!r0 1=qt+lc 1!r1 1=qx+lc 1!r2 3=64g+n9 1=64\
        h+n9 1=64i+n9 1=64j+n9 1=64k+n9 1=64l+n9 1=64m+n9 1=64n+n9 1=64o+n9 1=64p+n9 1=64q+n9 1=64r+n9 1=64s+n9 1=64t+n9 1=64u+n9 1=64v+n9 1=65c+n9 1=65d+n9 1\
        =65e+n9 1=65f+n9 1=65g+n9 1=65h+n9 1=65i+n9 1=65j+n9 1=65k+n9 1=65l+n9 1=65m+n9 1=65n+n9 1=65o+n9 1=65p+n9 1=65q+n9 1=65r+n9 1=674+n9 1=675+n9 1=676+n\
        9 1=677+n9 1=678+n9 1=679+n9 1=67a+n9 1=67b+n9 1=67c+n9 1=67d+n9 1=67e+n9 1=67f+n9 1=67g+n9 1=67h+n9 1=67i+n9 1=67j+n9 1=q9+li 1=q9+lg 1=67k+n9 1=q9+n\
        9 1=q4+n9 2=q9+n6 1=69i+n9 1=pd+li 1=pd+lg 1=pd+lc 1!p2 1=pd+n9 1Bw+lv 1!qh 1Bw+lv 1Bw+n6 1=4o+n6 1=67o+n9 1=qf+n9 1=q6+n9 2=qf+n6 1=69y+n9 1=ph+lc 1!\
        p4 1=pj+lc 1!p5 1=pj+n9 1=69r+lc 1=69r+ld 1=69r+n6 1=qh+li 1=qh+lg 1=qy+lc 1!pc 3=qh+n6 1=qy+n6 1=pl+li 1=pl+lg 1=pl+lc 1!p6 2=6bi+lc 1=6bi+ld 1=6bi+n\
        6 1=qt+li 1=qt+lg 1=qz+lc 1!q8 1=qp+lv 1=qp+lw 1=qt+n6 1=qz+n6 1=px+li 1=px+lg 1=px+lc 1!pa 1=pt+lw 1=4o+lc 1!p1 1!2o 3=67w+n9 1=qx+n9 1=r2+n9 2=qx+n6\
         1=6ba+n9 1=pr+lc 1!p8 1=q1+lc 1!pb 1=q1+n9 1!50 1Bw+lw 2!6bm 1!6bn 1Bw 1Bw 1Bw 1Bw 1Bw 1Aw 1Bw 1Bw 1Bw 7A6c0 6Bw+mr dB1a 1B1a+1a 1B1a+1a+1a 9Aw 4B6cy\
        +6cy 1B6cy+6cy+6cy 2B6d1+6d1 1B6d1+6d1+6d1 5Bx+x 2Bw+lh 9B1r+1r 1B1r+x 1Bx+1r eB6cy+6cy+6cy+6cy 8Bw hC1c 1C2x 3C1g 1C1h 1C1i 1C1j 1C1k 1C1l 1C17 1C6qa\
         1C1p 1C14 1C15 1C32 1E1c 1E1d 1E1e 1E1f 1E1g 1E1h 1E1i 1E1j 1E1k 1E1l 1E17 1E6qa 1E1p 1E14 1E15 2E2p 1E2t 1E33 1E3c 1Egp 1E2w 1E2z 1E30 1E31 1E32 1E3\
        4 1E37 1E38 cB2a+37 2gB2p+1b+2r 1B2p+1b+37 1F1v 1B4w+1v 2B2r+1b+33 1B2r+1b+39 1Bb4 2B4w+1y 1F2v 1F20 1F20 1F20 1F2w 1F87 1F21 1F21 1F24 1F30 2F26 1B26\
        +33 3F28 1F29 1F2a 1F2a 1F2a 3C2b+25 1B2c+1x+24 1C2c+25 2F2i 2!q1 2F2i 2!23 1!5h 1F1u 1F1v 2F2t 1F1x 1F1y 2F25 1F33 1B15c 1B15d 1B15e 1B15f 1F2x 2B1y+\
        1t+2g 1Fqo 1Fqb 1Fpf 1Fps 1F6q9 5F1w 1F2s 1F2t 1F2x 1F2y 7D1d+6dg+1j 1D1d+6dg+1l 1D1d+6dg+1d+1c 1D1d+6dg+1f 1D1e+6dg+1f 1D1d+6dg+1h 1D1e+6dg+1h 1D1f+6\
        dg+1h 1D1g+6dg+1h 1D1d+6dg+1i 1D1h+6dg+1i 1D1d+6dg+1k 1D1f+6dg+1k 1D1h+6dg+1k 1D1j+6dg+1k 1D1d+6dg 1B21 1B21+21 1B21+21+21 1B21+2e 1B2e 1B2e+21 1B2e+2\
        1+21 1B2e+21+21+21 1B21+2g 1B2g 1B2g+21 1B2g+21+21 1B24 1B1v 1B1w 1B25 1B2x 1B2x+2x 1B2x+2x+2x 1B2x+3a 1B3a 1B3a+2x 1B3a+2x+2x 1B3a+2x+2x+2x 1B2x+3c 1\
        B3c 1B3c+2x 1B3c+2x+2x 1B30 1B2r 1B2s 1B31 aD1c+6dg+1f h=6mo+mw 1=6mq+mw j=6ms+mw v=6og+mw 1=6ok+mw 1=6oi+mw 1h=6pv+mw 5=6q0+mw 3=6q3+mw o=6qr+mw 2=6q\
        t+mw 6B6qz+6qz 1B6qz+6qz+6qz 2B6r2+6r2 1B6r2+6r2+6r2 h=6rg+mw 3=6rn+mw 3=6rp+mw 2=6rs+mw n=1p+mw 2=6sh+mw b=6rx+mw 1=1o+mw 1=1q+mw 1=6sk+mw 1=6sl+mw 3\
        =6sy+mw 1=6sz+mw 3=6t2+mw 1=6t3+mw 7=6t6+mw 1=6t7+mw 3=6te+mw 1=6tf+mw 3=6ti+mw 1=6tj+mw z=6ua+mw 1=6ug+mw 1=6uh+mw 1=6uj+mw 1d=6t8+mw 1=6t9+mw 1=6tt+\
        mw 1=6tu+mw 7=6uq+mw 1=6ur+mw 1=6us+mw 1=6ut+mw 1o!9hk 1!9hl 8mG1d 1G1e 1G1f 1G1g 1G1h 1G1i 1G1j 1G1k 1G1l 1G1d+1c 1G1d+1d 1G1d+1e 1G1d+1f 1G1d+1g 1G1\
        d+1h 1G1d+1i 1G1d+1j 1G1d+1k 1G1d+1l 1G1e+1c 1B14+1d+15 1B14+1e+15 1B14+1f+15 1B14+1g+15 1B14+1h+15 1B14+1i+15 1B14+1j+15 1B14+1k+15 1B14+1l+15 1B14+1\
        d+1c+15 1B14+1d+1d+15 1B14+1d+1e+15 1B14+1d+1f+15 1B14+1d+1g+15 1B14+1d+1h+15 1B14+1d+1i+15 1B14+1d+1j+15 1B14+1d+1k+15 1B14+1d+1l+15 1B14+1e+1c+15 1B\
        1d+1a 1B1e+1a 1B1f+1a 1B1g+1a 1B1h+1a 1B1i+1a 1B1j+1a 1B1k+1a 1B1l+1a 1B1d+1c+1a 1B1d+1d+1a 1B1d+1e+1a 1B1d+1f+1a 1B1d+1g+1a 1B1d+1h+1a 1B1d+1i+1a 1B1\
        d+1j+1a 1B1d+1k+1a 1B1d+1l+1a 1B1e+1c+1a 1B14+2p+15 1B14+2q+15 1B14+2r+15 1B14+2s+15 1B14+2t+15 1B14+2u+15 1B14+2v+15 1B14+2w+15 1B14+2x+15 1B14+2y+15\
         1B14+2z+15 1B14+30+15 1B14+31+15 1B14+32+15 1B14+33+15 1B14+34+15 1B14+35+15 1B14+36+15 1B14+37+15 1B14+38+15 1B14+39+15 1B14+3a+15 1B14+3b+15 1B14+3\
        c+15 1B14+3d+15 1B14+3e+15 1G1t 1G1u 1G1v 1G1w 1G1x 1G1y 1G1z 1G20 1G21 1G22 1G23 1G24 1G25 1G26 1G27 1G28 1G29 1G2a 1G2b 1G2c 1G2d 1G2e 1G2f 1G2g 1G2\
        h 1G2i 1G2p 1G2q 1G2r 1G2s 1G2t 1G2u 1G2v 1G2w 1G2x 1G2y 1G2z 1G30 1G31 1G32 1G33 1G34 1G35 1G36 1G37 1G38 1G39 1G3a 1G3b 1G3c 1G3d 1G3e 1G1c 10iB6qz+\
        6qz+6qz+6qz 2wB1m+1m+1p 1B1p+1p 1B1p+1p+1p 2u!8gt+mw bkE2y 1C2e 6qC8yp 8gBlal 2cBvj3 dBfeo 1Bffs 1Bfg6 1Bfgf 1Bfh5 1Bfid 1Bfik 1Bfj4 1Bfju 1Bg1r 1Bg2t\
         1Bg2z 1Bg3m 1Bg46 1Bg4r 1Bg68 1Bg6t 1Bg74 1Bgbf 1Bge1 1Bget 1Bgey 1Bgfs 1Bgg1 1Bggs 1Bgh5 1Bghu 1Bgja 1Bgjs 1Bgkj 1Bh5j 1Bh7j 1Bhkb 1Bhky 1Bhl6 1Bhlh\
         1Bhlz 1Bho3 1Bi1c 1Bi2o 1Bi60 1Bi6n 1Bi76 1Bi7s 1Bi9a 1Bi9d 1Bijf 1Bijp 1Bik1 1Bike 1Binm 1Binu 1Binz 1Bir8 1Biri 1Birv 1Bis3 1Bits 1Biu9 1Biur 1Biwz\
         1Bjd4 1Bjee 1Bjez 1Bjzj 1Bjzo 1Bk1z 1Bk2f 1Bk2s 1Bk3d 1Bk4g 1Bk4l 1Bkc0 1Bkco 1Bkdk 1Bl5s 1Bl7m 1Bl89 1Bl9v 1Blaj 1Blas 1Blaz 1Blcf 1Blck 1Bldg 1Bm7f\
         1Bmju 1Bmk6 1Bmkb 1Bmkf 1Bmkn 1Bml5 1Bml7 1Bmng 1Bmtg 1Bmtl 1Bn30 1Bn3a 1Bn4o 1Bn4v 1Bn54 1Bn5c 1Bn7v 1Bn82 1Bnee 1Bnel 1Bnfy 1Bngf 1Bnhq 1Bnob 1Bnoi\
         1Bnoz 1Bny2 1Bo1k 1Bo1q 1Bo6s 1Bo97 1Boah 1Bokz 1Booo 1Bp4m 1Bp5d 1Bp6y 1Bp8d 1Bpa9 1Bpak 1Bpaq 1Bpbn 1Bpdr 1Bpe1 1Bpnn 1Bpnu 1Bpo3 1Bpoc 1Bpos 1Bpp7\
         1Bppb 1Bpri 1Bprm 1Bprs 1Bqj1 1Bqjv 1Bqww 1Bqx8 1Bqxv 1Br5q 1Br63 1Br82 1Br9c 1Brp3 1Brpi 1Brpx 1Brqw 1Brrx 1Brxg 1Brxs 1Brzn 1Bs6j 1Bs7e 1Bsd7 1Bsds\
         1Bsdx 1Bsk1 1Bsp5 1Bssm 1Bsss 1Bssx 1Btiv 1Btj4 1Btng 1Btrq 1Btrt 1Btt4 1Btw1 1Btwe 1Btwi 1Btwp 1Btzf 1Bu0d 1Bu0j 1Bu0x 1Bu5k 1Bu6z 1Bu73 1Buc6 1Buc9\
         1Bucs 1Bujs 1Bul4 1Bulb 1Bun9 1Bunj 1Bunm 1Bunw 1Buoq 1Buzp 1Bvat 1Bvb3 1Bvc5 1Bvcr 1Bvcz 1Bvd9 1Bvdd 1Bveh 1Bvel 1Bvf2 1Bvf7 1Bvfk 1Bvgb 1Bvgq 1Bvgy\
         1Bvil 1Bvj0 1Bvj4 17Hw 1iB9hu 2Bgg1 1Bgg4 1Bgg5 i=9jf+9ll 2=9jh+9ll 2=9jj+9ll 2=9jl+9ll 2=9jn+9ll 2=9jp+9ll 2=9jr+9ll 2=9jt+9ll 2=9jv+9ll 2=9jx+9ll 2\
        =9jz+9ll 2=9k1+9ll 3=9k4+9ll 2=9k6+9ll 2=9k8+9ll 7=9kf+9ll 1=9kf+9lm 2=9ki+9ll 1=9ki+9lm 2=9kl+9ll 1=9kl+9lm 2=9ko+9ll 1=9ko+9lm 2=9kr+9ll 1=9kr+9lm n\
        =9ja+9ll 7Bw+9ll 1Bw+9lm 2=9lp+9ll 1I9l4+9l6 d=9m3+9ll 2=9m5+9ll 2=9m7+9ll 2=9m9+9ll 2=9mb+9ll 2=9md+9ll 2=9mf+9ll 2=9mh+9ll 2=9mj+9ll 2=9ml+9ll 2=9mn\
        +9ll 2=9mp+9ll 3=9ms+9ll 2=9mu+9ll 2=9mw+9ll 7=9n3+9ll 1=9n3+9lm 2=9n6+9ll 1=9n6+9lm 2=9n9+9ll 1=9n9+9lm 2=9nc+9ll 1=9nc+9lm 2=9nf+9ll 1=9nf+9lm n=9ly\
        +9ll 3=9nz+9ll 1=9o0+9ll 1=9o1+9ll 1=9o2+9ll 4=9od+9ll 1I9mb+9mw 1eB3cw 1B3cx 1B3hm 1B3cy 1B3ho 1B3hp 1B3cz 1B3d0 1B3d1 1B3hs 1B3ht 1B3hu 1B3hv 1B3hw\
         1B3hx 1B3dm 1B3d2 1B3d3 1B3d4 1B3dt 1B3d5 1B3d6 1B3d7 1B3d8 1B3d9 1B3da 1B3db 1B3dc 1B3dd 1B3de 1B3fl 1B3fm 1B3fn 1B3fo 1B3fp 1B3fq 1B3fr 1B3fs 1B3ft\
         1B3fu 1B3fv 1B3fw 1B3fx 1B3fy 1B3fz 1B3g0 1B3g1 1B3g2 1B3g3 1B3g4 1B3g5 1B3fk 1B3dg 1B3dh 1B3if 1B3ig 1B3ik 1B3im 1B3ir 1B3iv 1B3ix 1B3do 1B3j1 1B3j3\
         1B3dp 1B3dq 1B3ds 1B3du 1B3dv 1B3dz 1B3e1 1B3e3 1B3e4 1B3e5 1B3e6 1B3e7 1B3ea 1B3ee 1B3eo 1B3ev 1B3f0 1B3jl 1B3jm 1B3fb 1B3fc 1B3fd 1B3gk 1B3gl 1B3go\
         1B3gx 1B3gy 1B3h0 1B3ha 1B3hd 4Cfeo 1Cfik 1Cfex 1Ch5n 1Cfey 1Cffx 1Cfez 1Cn5e 1Cfh5 1Cffd 1Cfep 1Chm1 1Ch80 1Cfju 2pB14+3cw+15 1B14+3cy+15 1B14+3cz+1\
        5 1B14+3d1+15 1B14+3d2+15 1B14+3d3+15 1B14+3d5+15 1B14+3d7+15 1B14+3d8+15 1B14+3da+15 1B14+3db+15 1B14+3dc+15 1B14+3dd+15 1B14+3de+15 1B14+3cw+3fl+15\
         1B14+3cy+3fl+15 1B14+3cz+3fl+15 1B14+3d1+3fl+15 1B14+3d2+3fl+15 1B14+3d3+3fl+15 1B14+3d5+3fl+15 1B14+3d7+3fl+15 1B14+3d8+3fl+15 1B14+3da+3fl+15 1B14+\
        3db+3fl+15 1B14+3dc+3fl+15 1B14+3dd+3fl+15 1B14+3de+3fl+15 1B14+3d8+3fy+15 1B14+3d7+3ft+3d8+3fp+3hn+15 1B14+3d7+3ft+3de+3fy+15 2B14+feo+15 1B14+fik+15\
         1B14+fex+15 1B14+h5n+15 1B14+fis+15 1B14+g31+15 1B14+fer+15 1B14+g2z+15 1B14+fh9+15 1B14+gg1+15 1B14+kco+15 1B14+m7f+15 1B14+ldg+15 1B14+kdk+15 1B14+\
        ssx+15 1B14+h7j+15 1B14+k4l+15 1B14+kkq+15 1B14+kcp+15 1B14+ny6+15 1B14+glp+15 1B14+mm1+15 1B14+rs1+15 1B14+nz1+15 1B14+gc4+15 1B14+fkz+15 1B14+gos+15\
         1B14+i1y+15 1B14+nhf+15 1B14+flt+15 1B14+rt3+15 1B14+ggk+15 1B14+nzh+15 1B14+fm9+15 1B14+pnu+15 1B14+po3+15 1Ggun 1Ginw 1Gk1z 1Goen 9J28+2c+1x 1G1e+1\
        d 1G1e+1e 1G1e+1f 1G1e+1g 1G1e+1h 1G1e+1i 1G1e+1j 1G1e+1k 1G1e+1l 1G1f+1c 1G1f+1d 1G1f+1e 1G1f+1f 1G1f+1g 1G1f+1h 1G3cw 1G3cy 1G3cz 1G3d1 1G3d2 1G3d3\
         1G3d5 1G3d7 1G3d8 1G3da 1G3db 1G3dc 1G3dd 1G3de 1G3cw+3fl 1G3cy+3fl 1G3cz+3fl 1G3d1+3fl 1G3d2+3fl 1G3d3+3fl 1G3d5+3fl 1G3d7+3fl 1G3d8+3fl 1G3da+3fl 1\
        G3db+3fl 1G3dc+3fl 1G3dd+3fl 1G3de+3fl 1G3da+3fl+3hz+3cw+3ft 1G3d8+3fy+3d7+3g4 1G3d7+3fy 2Gfeo 1Gfik 1Gfex 1Gh5n 1Gfis 1Gg31 1Gfer 1Gg2z 1Gfh9 1Ggg1 1\
        Gkco 1Gm7f 1Gldg 1Gkdk 1Gssx 1Gh7j 1Gk4l 1Gkkq 1Gkcp 1Gny6 1Gglp 1Gmm1 1Grs1 1Gnz1 1Ggc4 1Go2g 1Gn5j 1Gho3 1Gsix 1Gg16 1Gghc 1Glig 1Gu11 1Gfm9 1Gg49 1\
        Gl7n 1Gfey 1Gffx 1Gfez 1Gijq 1Ggkz 1Ggfv 1Gi3b 1Gi1y 1Gnhf 1Gflt 1Grt3 1Gggk 1Ghlo 1G1f+1i 1G1f+1j 1G1f+1k 1G1f+1l 1G1g+1c 1G1g+1d 1G1g+1e 1G1g+1f 1G1\
        g+1g 1G1g+1h 1G1g+1i 1G1g+1j 1G1g+1k 1G1g+1l 1G1h+1c 1B1d+kco 1B1e+kco 1B1f+kco 1B1g+kco 1B1h+kco 1B1i+kco 1B1j+kco 1B1k+kco 1B1l+kco 1B1d+1c+kco 1B1d\
        +1d+kco 1B1d+1e+kco 1J20+2v 1J2t+36+2v 1J2t+2e 1J24+2c+1w 1G9lu 1G9lw 1G9ly 1G9m0 1G9m2 1G9m3 1G9m5 1G9m7 1G9m9 1G9mb 1G9md 1G9mf 1G9mh 1G9mj 1G9ml 1G\
        9mn 1G9mp 1G9ms 1G9mu 1G9mw 1G9my 1G9mz 1G9n0 1G9n1 1G9n2 1G9n3 1G9n6 1G9n9 1G9nc 1G9nf 1G9ni 1G9nj 1G9nk 1G9nl 1G9nm 1G9no 1G9nq 1G9ns 1G9nt 1G9nu 1G\
        9nv 1G9nw 1G9nx 1G9nz 1G9o0 1G9o1 1G9o2 1Jfl0+gp8 1J9lu+9n5+9oc+9mw 1J9lu+9nv+9n9+9lt 1J9lu+9o3+9ne+9lu 1J9lu+9oc+9nv 1J9lw+9mz+9o3+9m8 1J9lw+9o3+9mp\
         1J9ly+9m1+9o3 1J9m0+9mh+9m7+9oc+9mx 1J9m0+9oc+9m3+9oc 1J9m2+9o3+9mh 1J9m2+9oc+9nk 1J9m3+9lw+9nu 1J9m3+9nt+9mr+9mw 1J9m3+9nx+9nu+9oc 1J9m4+9nx+9o3 1J9\
        m4+9o3+9ni 1J9m6+9m4 1J9m6+9mz+9oc 1J9m5+9np+9nu+9oc 1J9m6+9nv+9mo+9oc 1J9m5+9nx 1J9m5+9nx+9m8+9nt+9nk 1J9m5+9nx+9nl+9oc+9mw+9nv 1J9m5+9nx+9nz+9mr+9mw\
         1J9m8+9nt+9nk 1J9m8+9nt+9nk+9mw+9o3 1J9m7+9nv+9mk+9lw+9nx 1J9m7+9nx+9oc+9n1 1J9m9+9oc+9mh 1J9mb+9nv+9my 1J9mb+9oc+9nh 1J9md+9lw+9m7+9nv 1J9md+9o3+9mp\
        +9oc+9nk 1J9mf+9nu+9o3+9m8 1J9mj+9o3+9mp 1J9mj+9o3+9mw 1J9mo+9oc+9mh 1J9mv+9mf 1J9mx+9nv 1J9mw+9o3 1J9my+9n2 1J9n2+9mr+9mw 1J9n3+9lw+9ms 1J9n5+9oc+9mj\
        +9o3+9mw 1J9n5+9oc+9ms 1J9n4+9oc+9nw+9nv 1J9n8+9lu+9mh+9mw+9nv 1J9n8+9m7+9nv 1J9n8+9mb 1J9n7+9nv 1J9n9+9lt+9nt+9mr+9mx 1J9n9+9lv+9oc+9mw 1J9na+9mr+9mf\
        +9lz+9nv 1J9n9+9nt+9o3 1J9nc+9m7+9mn+9oc+9nv 1J9ne+9ml 1J9ne+9mz+9n6 1J9nc+9nv+9ms 1J9ne+9o3+9mh 1J9ne+9oc+9mg 1J9nd+9oc+9mn 1J9nh+9lw+9o3+9mw 1J9ng+9\
        nv+9mw 1J9nf+9o3 1J9nh+9o3+9mx 1J9nf+9oc+9nv 1J9nf+9oc+9o3 1J9ni+9lw+9m7+9nx 1J9ni+9lw+9nv 1J9ni+9mr+9n3 1J9ni+9nv+9m7 1J9ni+9o3+9mf+9nr+9o3 1J9nj+9m7\
        +9nx+9o3 1J9nj+9nu 1J9nj+9nu+9n4+9oc+9nv 1J9nl+9m4 1J9nl+9m4+9mw+9o3 1J9nl+9oc+9mw+9nv 1J9no+9oc+9mx 1J9no+9oc+9nv 1J9nq+9lu+9o3 1J9nu+9mr+9mw+9nv 1J9\
        nu+9nt 1J9nv+9n8+9oc 1J9nv+9oc+9na+9nv 1J9nw+9nk 1J9nw+9o3+9mw+9ma+9o3 1J9nz+9mr+9mw 1B1c+m9l 1B1d+m9l 1B1e+m9l 1B1f+m9l 1B1g+m9l 1B1h+m9l 1B1i+m9l 1B\
        1j+m9l 1B1k+m9l 1B1l+m9l 1B1d+1c+m9l 1B1d+1d+m9l 1B1d+1e+m9l 1B1d+1f+m9l 1B1d+1g+m9l 1B1d+1h+m9l 1B1d+1i+m9l 1B1d+1j+m9l 1B1d+1k+m9l 1B1d+1l+m9l 1B1e+\
        1c+m9l 1B1e+1d+m9l 1B1e+1e+m9l 1B1e+1f+m9l 1B1e+1g+m9l 1J2w+28+2p 1J2s+2p 1J1t+2d 1J2q+2p+36 1J33+2e 1J34+2r 1J2s+31 1J2s+31+4y 1J2s+31+4z 1J21+2d 1Ji\
        nn+jdc 1Jk6l+gp8 1Jhlz+l7n 1Jk5q+lh7 1Jkkq+irz+fmi+ny6 1J34+1t 1J32+1t 1Jqk+1t 1J31+1t 1J2z+1t 1J23+1u 1J25+1u 1J1z+1u 1J2r+2p+30 1J2z+2r+2p+30 1J34+1\
        y 1J32+1y 1Jqk+1y 1Jqk+2v 1J31+2v 1J2z+2v 1J20+3e 1J2z+20+3e 1J25+20+3e 1J1z+20+3e 1J2c+20+3e 1Jqk+6j7 1J31+6j7 1J2s+6j7 1J2z+6j7 1J2u+31 1J32+31 1Jqk\
        +31 1J31+31 1J2r+31 1J2z+31 1J31+31+4y 1J2r+31+4y 1J31+4y 1J2z+31+4y 1J31+31+4z 1J2r+31+4z 1J31+4z 1J2z+31+4z 1J31+6qd+37 1J31+6qd+37+4y 1J28+2p 1J2z+\
        28+2p 1J25+28+2p 1J1z+28+2p 1J36+2p+2s 1J36+2p+2s+6qd+37 1J36+2p+2s+6qd+37+4y 1J34+37 1J32+37 1Jqk+37 1J31+37 1J34+2e 1J32+2e 1Jqk+2e 1J31+2e 1J2z+2e\
         1J25+2e 1J34+2f 1J32+2f 1Jqk+2f 1J31+2f 1J2z+2f 1J25+2f 1J2z+q1 1J25+q1 1J2p+1a+31+1a 1J1u+35 1J2r+2r 1J2r+2s 1J1v+6qd+2z+2v 1J1v+33+1a 1J2s+1u 1J1z+\
        3d 1J2w+2p 1J20+28 1J2x+32 1J23+23 1J23+25 1J2z+38 1J30+31 1J30+32 1J30+33+2v 1J30+3c 1J31+2q 1J31+2x+30 1J31+33+30 1J28+20 1J34+1a+31+1a 1J28+28+25 1\
        J28+2a 1J37+36 1J2b+3a 1J2f+2q 1J2e+6qd+31 1J1t+6qd+31 1B1d+k4l 1B1e+k4l 1B1f+k4l 1B1g+k4l 1B1h+k4l 1B1i+k4l 1B1j+k4l 1B1k+k4l 1B1l+k4l 1B1d+1c+k4l 1B\
        1d+1d+k4l 1B1d+1e+k4l 1B1d+1f+k4l 1B1d+1g+k4l 1B1d+1h+k4l 1B1d+1i+k4l 1B1d+1j+k4l 1B1d+1k+k4l 1B1d+1l+k4l 1B1e+1c+k4l 1B1e+1d+k4l 1B1e+1e+k4l 1B1e+1f+\
        k4l 1B1e+1g+k4l 1B1e+1h+k4l 1B1e+1i+k4l 1B1e+1j+k4l 1B1e+1k+k4l 1B1e+1l+k4l 1B1f+1c+k4l 1B1f+1d+k4l 1J2v+2p+30 mn1Cui 1Cuk 5vCx2n 3mC1v 1C1y 1C29 4C86\
         1C9f o3Cx0n 1Cxtj 1Ch7 1Cxua aCi5 fbr!rpk 1!kc4 1!s7e 1!rt4 1!lw1 1!fg2 1!gkl 1!vj0 1!vj0 1!hn5 1!ssx 1!gw7 1!hmw 1!jcm 1!ne1 1!p6t 1!qin 1!qt6 1!r20\
         1!sjz 1!kxu 1!ljv 1!mah 1!mvy 1!q4d 1!sq2 1!uep 1!fia 1!ghh 1!l50 1!mjf 1!qi5 1!v8e 1!ifk 1!m3v 1!qfh 1!r50 1!jih 1!pnc 1!qvz 1!iq2 1!kd3 1!lm2 1!mpo\
         1!slq 1!fpi 1!g53 1!gda 1!jwk 1!l3n 1!mj4 1!nhj 1!pa9 1!qh2 1!qjg 1!s1b 1!tv6 1!upb 1!v7e 1!nt8 1!nzz 1!otc 1!q15 1!t1g 1!vb3 1!rfa 1!hjz 1!iro 1!okg\
         1!pdq 1!mle 1!nuy 1!rsy 1!ttj 1!hjs 1!i8y 1!kyb 1!lp6 1!lxr 1!oq7 1!oxj 1!tor 1!gcy 1!pe3 1!g64 1!g5o 1!o4c 1!ou6 1!q29 1!tpx 1!rk0 1!jin 1!kxu 1!rge\
         1!fg9 1!i5j 1!iz6 1!mtj 1!n74 1!gev 1!nwb 1!fr3 1!iw9 1!ff1 1!lho 1!k1k 1!opu 1!gjn 1!hge 1!ni9 1!q4p 1!re2 1!la2 1!sds 1!lfs 1!jjy 1!put 1!jog 1!n6t\
         1!fji 1!g2x 1!g5l 1!kn5 1!oo7 1!prj 1!rf6 1!ssv 1!gdx 1!gn6 1!ho3 1!ir0 1!k3p 1!m4e 1!nxm 1!tkd 1!ui2 1!vbr 1!vda 1!gbf 1!kau 1!l87 1!sbm 1!ino 1!j9s\
         1!jcw 1!jve 1!lyb 1!mdl 1!n0p 1!o22 1!ovo 1!pdb 1!s9y 1!q9a 1!sgz 1!t3e 1!g7r 1!gbn 1!gql 1!ma0 1!r0i 1!re2 1!iq1 1!iyd 1!jnf 1!l9q 1!oji 1!mt1 1!fl0\
         1!h6h 1!i5j 1!iii 1!izg 1!muq 1!mzt 1!p7e 1!pc6 1!svo 1!tti 1!tvs 1!u1k 1!fpn 1!o1a 1!ss4 1!trs 1!j4x 1!fie 1!fyy 1!i5q 1!i7z 1!k2h 1!kxu 1!mha 1!ncy\
         1!q9o 1!sjg 1!vil 1!k94 1!tny 1!gax 1!kfv 1!kj7 1!lkx 1!luk 1!mx5 1!n6h 1!nsb 1!opc 1!u3i 1!g31 1!je6 1!tq0 1!fu3 1!ie1 1!lpm 1!sa2 1!ivf 1!j7o 1!kk7\
         1!mtj 1!tqe 1!g89 1!glr 1!i91 1!k5v 1!kem 1!ko8 1!lid 1!mx2 1!naa 1!p6h 1!r0v 1!r1d 1!sss 1!tsy 1!gfz 1!lve 1!gm5 1!mhc 1!n14 1!qgq 1!tr7 1!uvr 1!vbz\
         1!kgn 1!lor 1!pns 1!o97 1!obk 1!olu 1!mo0 1!m8p 1!riw 1!fk0 1!px2 1!g8q 1!g7b 1!ip2 1!jir 1!onq 1!i2t 1!ljy 1!kac 1!saj 1!qx8 1!tot 1!r63 1!iqb 1!g1s\
         1!gxs 3!hga 2!k8k 3!g66 1!mqy 1!ngq 1!ny4 1!nz2 1!nz9 1!o0f 1!tw6 1!on2 1!p8d 2!qhe 2!rg8 3!shk 1!sn1 4!u7j 1!u7w 1!u94 1!v5g 1!sm6 1!trr 1!fqm 1!fzb\
         1!g25 1!gcp 1!gdg 1!ggh 1!gwt 1!gzq 1!h2g 1!hfk 1!hig 1!i90 1!i9a 1!j2s 1!j8o 1!j9q 1!jci 1!k0f 1!k4i 1!k9d 1!kn9 1!lmf 1!lqy 1!lya 1!mem 1!mjv 1!mxu\
         1!ntd 1!ny6 1!nyh 1!nyg 1!nyo 1!nyu 1!nz1 1!o0d 1!o0e 1!o5c 1!o75 1!og0 1!ovo 1!ow9 1!oxt 1!p6a 1!pad 1!pnx 1!prt 1!prt 1!q53 1!r2o 1!r6e 1!rgh 1!ri1\
         1!rtf 1!ruw 1!sdy 1!shk 1!tsz 1!u0v 1!u2j 1!j1x 1!36cu 1!pp4 3!ffq 1!g51 1!g2w 1!fpc 1!g1x 1!g3k 1!gcn 1!ge2 1!gwt 1!gut 1!gwp 1!gyq 1!hga 1!hir 1!hm\
        s 1!hn8 1!huq 1!i08 1!iqa 1!iqh 1!iuh 1!iwd 1!j4o 1!j7y 1!j60 1!j9q 1!j8g 1!jci 1!jec 1!jpg 1!jrw 1!jte 1!k0m 1!k8k 1!kd3 1!kd7 1!keu 1!l89 1!la2 1!lk\
        x 1!lwb 1!lvv 1!lya 1!m5a 1!mem 1!nmv 1!mk5 1!mnj 1!mqy 1!n01 1!n46 1!n5n 1!nbx 1!nbz 1!ngq 1!nh7 1!nhw 1!nka 1!nk0 1!nv0 1!o8h 1!og0 1!ol7 1!orf 1!ov\
        o 1!p4u 1!pad 1!pxu 1!q27 1!qrd 1!r41 1!r5y 1!r6e 1!ren 1!rg8 1!rez 1!rgh 1!rge 1!rfx 1!ri1 1!rka 1!ruw 1!sag 1!sj6 1!srd 1!sxi 1!tq4 1!tsz 1!tw6 1!tz\
        v 1!u0v 1!u17 1!u2j 1!umq 1!vj0 1!313e 1!3138 1!33dh 1!brx 1!cns 1!cop 1!39e1 1!3bgw 1!3i6r 1!vgj 1!vim 13B2u+2u 1B2u+2x 1B2u+30 1B2u+2u+2x 1B2u+2u+30\
         1Ban+38 1B37+38 dB12s+12u 1B12s+12d 1B12s+12j 1B132+12u 1B12s+12l 6!15l+14k 2!16a+14n 1F15u 1F15c 1F15f 1F15g 1F15n 1F15o 1F15p 1F160 1F162 1F17 1!16\
        1+14x 1!161+14y 1!1dmx+14x 1!1dmx+14y 1!15c+14n 1!15c+14o 1!15c+14s 1!15d+14s 1!15e+14s 1!15f+14s 1!15g+14s 1!15h+14s 1!15i+14s 2!15k+14s 1!15l+14s 1!\
        15m+14s 1!15n+14s 1!15o+14s 2!15q+14s 2!15s+14s 1!15t+14s 2!15v+14s 1!15w+14s 2!15y+14s 1!15z+14s 1!160+14s 1!161+14s 1!162+14s 1!15h+14p 1!15d+14v 1!\
        15n+14v 1!15w+14v 1B15c+15o 1K19t 1L19t 1K1a3 1L1a3 1M1a3 1N1a3 1K1a6 1L1a6 1M1a6 1N1a6 1K1a8 1L1a8 1M1a8 1N1a8 1K1a2 1L1a2 1M1a2 1N1a2 1K1a7 1L1a7 1M\
        1a7 1N1a7 1K1a1 1L1a1 1M1a1 1N1a1 1K1b8 1L1b8 1M1b8 1N1b8 1K1ba 1L1ba 1M1ba 1N1ba 1K1ac 1L1ac 1M1ac 1N1ac 1K1ab 1L1ab 1M1ab 1N1ab 1K1ae 1L1ae 1M1ae 1N\
        1ae 1K1af 1L1af 1M1af 1N1af 1K1al 1L1al 1K1ak 1L1ak 1K1am 1L1am 1K1ag 1L1ag 1K1aw 1L1aw 1K1ap 1L1ap 1K1bd 1L1bd 1M1bd 1N1bd 1K1bj 1L1bj 1M1bj 1N1bj 1K\
        1bn 1L1bn 1M1bn 1N1bn 1K1bl 1L1bl 1M1bl 1N1bl 1K1bu 1L1bu 1K1bv 1L1bv 1M1bv 1N1bv 1K1c0 1L1c0 1K1c1 1L1c1 1M1c1 1N1c1 1K1by 1L1by 1M1by 1N1by 1K1ci 1L\
        1ci 1K1cj 1L1cj yK1bh 1L1bh 1M1bh 1N1bh 1K1c7 1L1c7 1K1c6 1L1c6 1K1c8 1L1c8 1K19z 1K1cb 1L1cb 1K1c5 1L1c5 1K1c9 1L1c9 1K1cg 1L1cg 1M1cg 1N1cg 1M18p 1N\
        18p 1K17q+17r 1L17q+17r 1K17q+1cl 1L17q+1cl 1K17q+18o 1L17q+18o 1K17q+1c7 1L17q+1c7 1K17q+1c6 1L17q+1c6 1K17q+1c8 1L17q+1c8 1K17q+1cg 1L17q+1cg 1M17q+\
        1cg 1K17q+18p 1L17q+18p 1M17q+18p 1K1cc 1L1cc 1M1cc 1N1cc 1K17q+17w 1K17q+17x 1K17q+18l 1K17q+18p 1K17q+18q 1K17s+17w 1K17s+17x 1K17s+17y 1K17s+18l 1K\
        17s+18p 1K17s+18q 1K17u+17w 1K17u+17x 1K17u+17y 1K17u+18l 1K17u+18p 1K17u+18q 1K17v+17w 1K17v+18l 1K17v+18p 1K17v+18q 1K17w+17x 1K17w+18l 1K17x+17w 1K\
        17x+18l 1K17y+17w 1K17y+17x 1K17y+18l 1K183+17w 1K183+17x 1K183+17y 1K183+18l 1K185+17x 1K185+18l 1K186+17w 1K186+17x 1K186+17y 1K186+18l 1K187+17x 1K\
        187+18l 1K188+18l 1K189+17w 1K189+18l 1K18a+17w 1K18a+18l 1K18h+17w 1K18h+17x 1K18h+17y 1K18h+18l 1K18h+18p 1K18h+18q 1K18i+17x 1K18i+18l 1K18i+18p 1K\
        18i+18q 1K18j+17r 1K18j+17w 1K18j+17x 1K18j+17y 1K18j+18k 1K18j+18l 1K18j+18p 1K18j+18q 1K18k+17w 1K18k+17x 1K18k+17y 1K18k+18l 1K18k+18p 1K18k+18q 1K\
        18l+17w 1K18l+17x 1K18l+17y 1K18l+18l 1K18l+18p 1K18l+18q 1K18m+17w 1K18m+17x 1K18m+17y 1K18m+18l 1K18m+18p 1K18m+18q 1K18n+17w 1K18n+18l 1K18n+18p 1K\
        18n+18q 1K18q+17w 1K18q+17x 1K18q+17y 1K18q+18l 1K18q+18p 1K18q+18q 1K180+19s 1K181+19s 1K18p+19s 1Kw+18s+18x 1Kw+18t+18x 1Kw+18u+18x 1Kw+18v+18x 1Kw+\
        18w+18x 1Kw+18x+19s 1L17q+181 1L17q+182 1L17q+18l 1L17q+18m 1L17q+18p 1L17q+18q 1L17s+181 1L17s+182 1L17s+18l 1L17s+18m 1L17s+18p 1L17s+18q 1L17u+181\
         1L17u+182 1L17u+18l 1L17u+18m 1L17u+18p 1L17u+18q 1L17v+181 1L17v+182 1L17v+18l 1L17v+18m 1L17v+18p 1L17v+18q 1L18h+18p 1L18h+18q 1L18i+18p 1L18i+18q\
         1L18j+17r 1L18j+18k 1L18j+18l 1L18j+18p 1L18j+18q 1L18k+18l 1L18k+18p 1L18k+18q 1L18l+17r 1L18l+18l 1L18m+181 1L18m+182 1L18m+18l 1L18m+18m 1L18m+18p\
         1L18m+18q 1L18p+19s 1L18q+181 1L18q+182 1L18q+18l 1L18q+18m 1L18q+18p 1L18q+18q 1M17q+17w 1M17q+17x 1M17q+17y 1M17q+18l 1M17q+18n 1M17s+17w 1M17s+17x\
         1M17s+17y 1M17s+18l 1M17s+18n 1M17u+17w 1M17u+17x 1M17u+17y 1M17u+18l 1M17u+18n 1M17v+18l 1M17w+17x 1M17w+18l 1M17x+17w 1M17x+18l 1M17y+17w 1M17y+18l\
         1M183+17w 1M183+17x 1M183+17y 1M183+18l 1M185+17x 1M185+17y 1M185+18l 1M186+17w 1M186+17x 1M186+17y 1M186+18l 1M187+17x 1M188+18l 1M189+17w 1M189+18l\
         1M18a+17w 1M18a+18l 1M18h+17w 1M18h+17x 1M18h+17y 1M18h+18l 1M18i+17x 1M18i+18l 1M18j+17w 1M18j+17x 1M18j+17y 1M18j+18k 1M18j+18l 1M18k+17w 1M18k+17x\
         1M18k+17y 1M18k+18l 1M18k+18n 1M18l+17w 1M18l+17x 1M18l+17y 1M18l+18l 1M18m+17w 1M18m+17x 1M18m+17y 1M18m+18l 1M18m+18n 1M18n+17w 1M18n+18l 1M18n+19s\
         1M18q+17w 1M18q+17x 1M18q+17y 1M18q+18l 1M18q+18n 1N17q+18l 1N17q+18n 1N17s+18l 1N17s+18n 1N17u+18l 1N17u+18n 1N17v+18l 1N17v+18n 1N183+18l 1N183+18n\
         1N184+18l 1N184+18n 1N18j+18k 1N18j+18l 1N18k+18l 1N18m+18l 1N18m+18n 1N18q+18l 1N18q+18n 1N18g+18u+18x 1N18g+18v+18x 1N18g+18w+18x 1K187+18p 1K187+1\
        8q 1K189+18p 1K189+18q 1K18a+18p 1K18a+18q 1K183+18p 1K183+18q 1K184+18p 1K184+18q 1K17x+18p 1K17x+18q 1K17w+18p 1K17w+18q 1K17y+18p 1K17y+18q 1K185+1\
        8p 1K185+18q 1K186+18p 1K186+18q 1K184+17w 1K184+17x 1K184+17y 1K184+18l 1K184+181 1K183+181 1K185+181 1K186+181 1L187+18p 1L187+18q 1L189+18p 1L189+1\
        8q 1L18a+18p 1L18a+18q 1L183+18p 1L183+18q 1L184+18p 1L184+18q 1L17x+18p 1L17x+18q 1L17w+18p 1L17w+18q 1L17y+18p 1L17y+18q 1L185+18p 1L185+18q 1L186+1\
        8p 1L186+18q 1L184+17w 1L184+17x 1L184+17y 1L184+18l 1L184+181 1L183+181 1L185+181 1L186+181 1M184+17w 1M184+17x 1M184+17y 1M184+18l 1M183+18n 1M184+1\
        8n 1M187+18l 1N183+17w 1N183+17x 1N183+17y 1N184+17w 1N184+17x 1N184+17y 1N187+18l 1N188+18l 1L17r+18r 1K17r+18r jM17u+17w+18l 1L17u+17x+17w 1M17u+17x\
        +17w 1M17u+17x+18l 1M17u+17y+18l 1M17u+18l+17w 1M17u+18l+17x 1M17u+18l+17y 1L17w+18l+17x 1M17w+18l+17x 1L17x+18l+18q 1L17x+18l+18p 1M183+17x+17w 1M183\
        +17w+17x 1L183+17w+18p 1L183+18l+17x 1M183+18l+17x 1M183+18l+17w 1L183+18l+18l 1M183+18l+18l 1L185+17x+17x 1M185+17x+17x 1L185+18l+18l 1L184+17x+18l 1\
        M184+17x+18l 1L184+17w+18q 1L184+18l+17y 1M184+18l+17y 1L184+18l+18l 1M184+18l+18l 1L186+17x+18p 1L186+17y+18l 1M186+17y+18l 1L187+18l+17x 1M187+18l+1\
        7x 1M187+18l+18l 1L187+18l+18q 1L189+17w+18l 1L189+18l+18l 1M189+18l+18l 1L189+18l+18p 1L18a+18l+18l 1L18a+18l+18q 1L18a+18l+18p 1L18h+17y+18l 1M18h+1\
        7y+18l 1L18i+18l+17x 1L18i+18l+18l 1L18k+17x+18l 1L18k+17x+18q 1L18k+17x+18p 1M18k+17w+17w 1L18k+17w+17w 1L18k+17y+18l 1M18k+17y+18l 1L18k+18l+17x 1M1\
        8k+18l+17x 1M18l+17x+17w 1M18l+17x+18l 1L18l+17x+18q 1M18l+17w+17x 1M18l+17w+18l 1M18l+17y+17w 1M18l+17y+18l 3M18l+17w+17y 1M18n+18l+17w 1M18n+18l+18l\
         1M18m+17x+18l 1L18m+17x+18p 1L18m+17w+18l 1M18m+17w+18l 1L18m+17w+18p 1L18m+18l+18q 1L18m+18l+18p 1L18q+18l+18l 1M18q+18l+18l 1L17s+17y+18q 1L17u+17w\
        +18q 1L17u+17w+18p 1L17u+17y+18q 1L17u+17y+18p 1L17u+18l+18q 1L17u+18l+18p 1L17w+18l+18q 1L17w+17x+18p 1L17w+18l+18p 1L183+17y+18p 1L185+17x+18q 1L184\
        +17x+18q 1L186+17x+18q 1L18k+17w+18q 1L18k+18l+18q 1L18q+17x+18q 1L18q+17w+18q 1L18q+18l+18q 1L18l+18l+18q 1L18i+18l+18q 1L18m+17x+18q 1M18i+18l+17x 1\
        M18k+17x+18l 1L189+18l+18q 1L18j+18l+18q 1M18m+17w+17x 1L18l+17y+18q 1M18k+17w+18l 1L18j+18l+18l 1L18k+17w+18l 1L18m+17w+17x 1L17w+17x+18q 1L17x+17w+1\
        8q 1L18l+17w+18q 1L18h+18l+18q 1L17s+17x+18q 1M18j+18l+18l 1M189+17w+18l 1M185+18l+18l 1L183+17y+18q 1L18m+17w+18q 15K185+18k+1ci 1K18i+18k+1ci 1K17r+\
        18k+18k+18n 1K17r+18j+17s+181 1K18l+17x+18l+17z 1K185+18k+189+18l 1K181+183+18o+18k 1K189+18k+18q+18n 1K18o+183+18k+18l 1K185+18k+18p 1K185+18k+18p+w+\
        17r+18k+18k+18n+w+189+18k+18q+18n+w+18o+183+18k+18l 1K17w+18k+w+17w+18k+17r+18k+18n 1K181+1cc+17r+18k kI18 1I9hd 1I9he 1I1m 1I1n 1Ix 1I1r 1I9hy 1I9hz\
         1I6cm nI6cl 1I6c4 1I6c3 1I2n 1I2n 1I14 1I15 1I3f 1I3h 1I9hw 1I9hx 1I9hs 1I9ht 1I9hm 1I9hn 1I9hk 1I9hl 1I9ho 1I9hp 1I9hq 1I9hr 3I2j 1I2l 1B6da 1B6da 1\
        B6da 1B6da 1B2n 1B2n 1B2n 1O18 1O9hd 1O1a 2O1n 1O1m 1O1r 1Ox 1O6c4 1O14 1O15 1O3f 1O3h 1O9hw 1O9hx 1Oz 1O12 1O16 1O17 1O19 1O1o 1O1q 1O1p 2O2k 1O10 1O\
        11 1O1s 5Kw+18r 1N18g+18r 1Kw+18s 2Kw+18t 2Kw+18u 1N18g+18u 1Kw+18v 1N18g+18v 1Kw+18w 1N18g+18w 1Kw+18x 1N18g+18x 1Kw+18y 1N18g+18y 1K17l 1K17m 1L17m\
         1K17n 1L17n 1K17o 1L17o 1K17p 1L17p 1K17q 1L17q 1M17q 1N17q 1K17r 1L17r 1K17s 1L17s 1M17s 1N17s 1K17t 1L17t 1K17u 1L17u 1M17u 1N17u 1K17v 1L17v 1M17v\
         1N17v 1K17w 1L17w 1M17w 1N17w 1K17x 1L17x 1M17x 1N17x 1K17y 1L17y 1M17y 1N17y 1K17z 1L17z 1K180 1L180 1K181 1L181 1K182 1L182 1K183 1L183 1M183 1N183\
         1K184 1L184 1M184 1N184 1K185 1L185 1M185 1N185 1K186 1L186 1M186 1N186 1K187 1L187 1M187 1N187 1K188 1L188 1M188 1N188 1K189 1L189 1M189 1N189 1K18a\
         1L18a 1M18a 1N18a 1K18h 1L18h 1M18h 1N18h 1K18i 1L18i 1M18i 1N18i 1K18j 1L18j 1M18j 1N18j 1K18k 1L18k 1M18k 1N18k 1K18l 1L18l 1M18l 1N18l 1K18m 1L18m\
         1M18m 1N18m 1K18n 1L18n 1M18n 1N18n 1K18o 1L18o 1K18p 1L18p 1K18q 1L18q 1M18q 1N18q 1K18k+17m 1L18k+17m 1K18k+17n 1L18k+17n 1K18k+17p 1L18k+17p 1K18k\
        +17r 1L18k+17r 5Hx 1Hy 1Hz 1H10 1H11 1H12 1H13 1H14 1H15 1H16 1H17 1H18 1H19 1H1a 1H1b 1H1c 1H1d 1H1e 1H1f 1H1g 1H1h 1H1i 1H1j 1H1k 1H1l 1H1m 1H1n 1H1\
        o 1H1p 1H1q 1H1r 1H1s 1H1t 1H1u 1H1v 1H1w 1H1x 1H1y 1H1z 1H20 1H21 1H22 1H23 1H24 1H25 1H26 1H27 1H28 1H29 1H2a 1H2b 1H2c 1H2d 1H2e 1H2f 1H2g 1H2h 1H2\
        i 1H2j 1H2k 1H2l 1H2m 1H2n 1H2o 1H2p 1H2q 1H2r 1H2s 1H2t 1H2u 1H2v 1H2w 1H2x 1H2y 1H2z 1H30 1H31 1H32 1H33 1H34 1H35 1H36 1H37 1H38 1H39 1H3a 1H3b 1H3\
        c 1H3d 1H3e 1H3f 1H3g 1H3h 1H3i 1H879 1H87a 1P9he 1P9ho 1P9hp 1P9hd 1P9ob 1P9o2 1P9lt 1P9lv 1P9lx 1P9lz 1P9m1 1P9nn 1P9np 1P9nr 1P9mr 1P9oc 1P9lu 1P9l\
        w 1P9ly 1P9m0 1P9m2 1P9m3 1P9m5 1P9m7 1P9m9 1P9mb 1P9md 1P9mf 1P9mh 1P9mj 1P9ml 1P9mn 1P9mp 1P9ms 1P9mu 1P9mw 1P9my 1P9mz 1P9n0 1P9n1 1P9n2 1P9n3 1P9n\
        6 1P9n9 1P9nc 1P9nf 1P9ni 1P9nj 1P9nk 1P9nl 1P9nm 1P9no 1P9nq 1P9ns 1P9nt 1P9nu 1P9nv 1P9nw 1P9nx 1P9nz 1P9o3 1P9ll 1P9lm 1P9r8 1P9pt 1P9pu 1P9pv 1P9p\
        w 1P9px 1P9py 1P9pz 1P9q0 1P9q1 1P9q2 1P9q3 1P9q4 1P9q5 1P9q6 1P9q7 1P9q8 1P9q9 1P9qa 1P9qb 1P9qc 1P9qd 1P9qe 1P9qf 1P9qg 1P9qh 1P9qi 1P9qj 1P9qk 1P9q\
        l 1P9qm 4P9qn 1P9qo 1P9qp 1P9qq 1P9qr 1P9qs 3P9qt 1P9qu 1P9qv 1P9qw 1P9qx 1P9qy 3P9qz 1P9r0 1P9r1 1P9r2 1P9r3 1P9r4 3P9r5 1P9r6 1P9r7 4H4i 1H4j 1H4s 1\
        H4v 1H4m 1H4l 1H6g9 2P7b6 1P6mo 1P6mp 1P6mq 1P6mr 1P7fk 1P7gr 1hvCk0 1Ck1 1C6e 1Cih 1Cgj 2Cir 1Cxuu 1Cit 1Cis 1Cgm 1Cgn 1C5u9 1Cgo 1Cgu 1Cix 1Ch0 1Cgy\
         1Cgw 1Cij 1C87 1Cik 1Ch3 1Chw 1Ciy 1Ciz 1Ch8 1C2mmc 1Cx3i 1Cha 1C2mmd 1Ci6 1C2mme 1C6w 1Chi 1Chj 1C35 1Chm 1C2mmg 1Chp 1Chq 1Chs 1Ciw 1Ciu 1Cxuv 1Civ\
         1Ci0 1C8s1 2Ci7 1Cip 1Ciq 1Cig 1Ccg 1Cch 1Cci 1C2mmi 1C2mn2 1r4=1huh+1hve 2=1huj+1hve f=1hut+1hve 3n=1hyp+1hyf 1=1hyq+1hyf f0=1idj+1ida 1=1idj+1idz a\
        7=1int+1inu 1=1int+1ink 2=1int+1inx 70=1iuw+1iun 1=1iux+1iun ot=1jjp+1jjk 10di!2jx3+2jxh 1!2jx4+2jxh 1!2jxb+2jxq 1!2jxb+2jxr 1!2jxb+2jxs 1!2jxb+2jxt 1\
        !2jxb+2jxu 2f!2jzt+2jxh 1!2jzu+2jxh 1!2jzv+2jxq 1!2jzw+2jxq 1!2jzv+2jxr 1!2jzw+2jxr g0F1t 1F1u 1F1v 1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25\
         1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35\
         1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 1F1u 1F1v 1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25 1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d\
         1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 2F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e\
         1F1t 1F1u 1F1v 1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25 1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s\
         1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 2F1v 1F1w 3F1z 3F22 1F23 3F26 1F27\
         1F28 1F29 2F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s 2F2u 2F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 2F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b\
         1F3c 1F3d 1F3e 1F1t 1F1u 1F1v 1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25 1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p\
         1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 1F1u 2F1w 1F1x 1F1y\
         1F1z 3F22 1F23 1F24 1F25 1F26 1F27 1F28 1F29 2F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 2F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32\
         1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 1F1u 2F1w 1F1x 1F1y 1F1z 2F21 1F22 1F23 1F24 1F25 2F27 4F2b 1F2c 1F2d 1F2e 1F2f 1F2g\
         1F2h 2F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 1F1u 1F1v\
         1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25 1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v\
         1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 1F1u 1F1v 1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23\
         1F24 1F25 1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33\
         1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 1F1u 1F1v 1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25 1F26 1F27 1F28 1F29 1F2a 1F2b\
         1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b\
         1F3c 1F3d 1F3e 1F1t 1F1u 1F1v 1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25 1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p\
         1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 1F1u 1F1v 1F1w 1F1x\
         1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25 1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x\
         1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35 1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F1t 1F1u 1F1v 1F1w 1F1x 1F1y 1F1z 1F20 1F21 1F22 1F23 1F24 1F25\
         1F26 1F27 1F28 1F29 1F2a 1F2b 1F2c 1F2d 1F2e 1F2f 1F2g 1F2h 1F2i 1F2p 1F2q 1F2r 1F2s 1F2t 1F2u 1F2v 1F2w 1F2x 1F2y 1F2z 1F30 1F31 1F32 1F33 1F34 1F35\
         1F36 1F37 1F38 1F39 1F3a 1F3b 1F3c 1F3d 1F3e 1F8h 1Ffr 3Fpd 1Fpe 1Fpf 1Fpg 1Fph 1Fpi 1Fpj 1Fpk 1Fpl 1Fpm 1Fpn 1Fpo 1Fpp 1Fpq 1Fpr 1Fps 1Fpt 1Fs4 1Fpv\
         1Fpw 1Fpx 1Fpy 1Fpz 1Fq0 1Fq1 1F6pz 1Fq9 1Fqa 1Fqb 1Fqc 1Fqd 1Fqe 1Fqf 1Fqg 1Fqh 1Fqi 1Fqj 1Fqk 1Fql 1Fqm 1Fqn 1Fqo 1Fqp 1Fqq 1Fqr 1Fqs 1Fqt 1Fqu 1Fq\
        v 1Fqw 1Fqx 1F6pu 1Fs5 1Fr5 1Fs0 1Fr9 1Fs1 1Fra 1Fpd 1Fpe 1Fpf 1Fpg 1Fph 1Fpi 1Fpj 1Fpk 1Fpl 1Fpm 1Fpn 1Fpo 1Fpp 1Fpq 1Fpr 1Fps 1Fpt 1Fs4 1Fpv 1Fpw 1F\
        px 1Fpy 1Fpz 1Fq0 1Fq1 1F6pz 1Fq9 1Fqa 1Fqb 1Fqc 1Fqd 1Fqe 1Fqf 1Fqg 1Fqh 1Fqi 1Fqj 1Fqk 1Fql 1Fqm 1Fqn 1Fqo 1Fqp 1Fqq 1Fqr 1Fqs 1Fqt 1Fqu 1Fqv 1Fqw 1\
        Fqx 1F6pu 1Fs5 1Fr5 1Fs0 1Fr9 1Fs1 1Fra 1Fpd 1Fpe 1Fpf 1Fpg 1Fph 1Fpi 1Fpj 1Fpk 1Fpl 1Fpm 1Fpn 1Fpo 1Fpp 1Fpq 1Fpr 1Fps 1Fpt 1Fs4 1Fpv 1Fpw 1Fpx 1Fpy\
         1Fpz 1Fq0 1Fq1 1F6pz 1Fq9 1Fqa 1Fqb 1Fqc 1Fqd 1Fqe 1Fqf 1Fqg 1Fqh 1Fqi 1Fqj 1Fqk 1Fql 1Fqm 1Fqn 1Fqo 1Fqp 1Fqq 1Fqr 1Fqs 1Fqt 1Fqu 1Fqv 1Fqw 1Fqx 1F6\
        pu 1Fs5 1Fr5 1Fs0 1Fr9 1Fs1 1Fra 1Fpd 1Fpe 1Fpf 1Fpg 1Fph 1Fpi 1Fpj 1Fpk 1Fpl 1Fpm 1Fpn 1Fpo 1Fpp 1Fpq 1Fpr 1Fps 1Fpt 1Fs4 1Fpv 1Fpw 1Fpx 1Fpy 1Fpz 1F\
        q0 1Fq1 1F6pz 1Fq9 1Fqa 1Fqb 1Fqc 1Fqd 1Fqe 1Fqf 1Fqg 1Fqh 1Fqi 1Fqj 1Fqk 1Fql 1Fqm 1Fqn 1Fqo 1Fqp 1Fqq 1Fqr 1Fqs 1Fqt 1Fqu 1Fqv 1Fqw 1Fqx 1F6pu 1Fs5\
         1Fr5 1Fs0 1Fr9 1Fs1 1Fra 1Fpd 1Fpe 1Fpf 1Fpg 1Fph 1Fpi 1Fpj 1Fpk 1Fpl 1Fpm 1Fpn 1Fpo 1Fpp 1Fpq 1Fpr 1Fps 1Fpt 1Fs4 1Fpv 1Fpw 1Fpx 1Fpy 1Fpz 1Fq0 1Fq1\
         1F6pz 1Fq9 1Fqa 1Fqb 1Fqc 1Fqd 1Fqe 1Fqf 1Fqg 1Fqh 1Fqi 1Fqj 1Fqk 1Fql 1Fqm 1Fqn 1Fqo 1Fqp 1Fqq 1Fqr 1Fqs 1Fqt 1Fqu 1Fqv 1Fqw 1Fqx 1F6pu 1Fs5 1Fr5 1F\
        s0 1Fr9 1Fs1 1Fra 1Frg 1Frh 3F1c 1F1d 1F1e 1F1f 1F1g 1F1h 1F1i 1F1j 1F1k 1F1l 1F1c 1F1d 1F1e 1F1f 1F1g 1F1h 1F1i 1F1j 1F1k 1F1l 1F1c 1F1d 1F1e 1F1f 1F\
        1g 1F1h 1F1i 1F1j 1F1k 1F1l 1F1c 1F1d 1F1e 1F1f 1F1g 1F1h 1F1i 1F1j 1F1k 1F1l 1F1c 1F1d 1F1e 1F1f 1F1g 1F1h 1F1i 1F1j 1F1k 1F1l 4chF17r 1F17s 1F17w 1F\
        17z 2F18o 1F182 1F17x 1F187 1F18q 1F18j 1F18k 1F18l 1F18m 1F183 1F189 1F18h 1F185 1F18i 1F181 1F184 1F17u 1F17v 1F17y 1F180 1F186 1F188 1F18a 1F19q 1F\
        1bu 1F1b5 1F19r 2F17s 1F17w 2F18n 3F17x 2F18q 1F18j 1F18k 1F18l 1F18m 1F183 1F189 1F18h 1F185 1F18i 2F184 1F17u 1F17v 1F17y 2F186 2F18a 7F17w 5F17x 2F\
        18q 2F18k 2F18m 1F183 1F189 2F185 1F18i 2F184 3F17y 2F186 2F18a 2F1bu 2F19r 2F17s 1F17w 2F18n 3F17x 1F187 1F18q 1F18j 2F18l 1F18m 1F183 1F189 1F18h 1F\
        185 1F18i 2F184 1F17u 1F17v 1F17y 2F186 1F188 1F18a 1F19q 2F1b5 2F17r 1F17s 1F17w 1F17z 1F18n 1F18o 1F182 1F17x 1F187 1F18q 2F18k 1F18l 1F18m 1F183 1F\
        189 1F18h 1F185 1F18i 1F181 1F184 1F17u 1F17v 1F17y 1F180 1F186 1F188 1F18a 6F17s 1F17w 1F17z 2F18o 1F182 1F17x 1F187 1F18q 2F18k 1F18l 1F18m 1F183 1F\
        189 1F18h 1F185 1F18i 1F181 1F184 1F17u 1F17v 1F17y 1F180 1F186 1F188 1F18a g5B1c+1a 1B1c+18 1B1d+18 1B1e+18 1B1f+18 1B1g+18 1B1h+18 1B1i+18 1B1j+18 1\
        B1k+18 1B1l+18 6B14+1t+15 1B14+1u+15 1B14+1v+15 1B14+1w+15 1B14+1x+15 1B14+1y+15 1B14+1z+15 1B14+20+15 1B14+21+15 1B14+22+15 1B14+23+15 1B14+24+15 1B1\
        4+25+15 1B14+26+15 1B14+27+15 1B14+28+15 1B14+29+15 1B14+2a+15 1B14+2b+15 1B14+2c+15 1B14+2d+15 1B14+2e+15 1B14+2f+15 1B14+2g+15 1B14+2h+15 1B14+2i+15\
         1B9hw+2b+9hx 1G1v 1G2a 1G1v+1w 1G2f+2i 2J1t 1J1u 1J1v 1J1w 1J1x 1J1y 1J1z 1J20 1J21 1J22 1J23 1J24 1J25 1J26 1J27 1J28 1J29 1J2a 1J2b 1J2c 1J2d 1J2e\
         1J2f 1J2g 1J2h 1J2i 1J20+2e 1J25+2e 1J2b+1w 1J2b+2b 1J28+28+2e 1J2f+1v rC25+1v 1C25+1w 1C25+2a 10J1w+22 34J9kr+9jf 1J9mb+9mb 1J9md eJjez 1Ji1j 1Jgjw\
         1J9mv 1Jfik 1Jhlm 1Jr8j 1Jhm1 1Jfj8 1Jk68 1Jmch 1Jk2h 1Jg99 1Jivg 1Jg3x 1Jk34 1Jg7x 1Joqq 1Jn4v 1Jrs9 1Jhkg 1Jgmx 1Jlxw 1Jjh1 1Jjmd 1Jfeo 1Jfex 1Jsi2\
         1Jijq 1Jffx 1Jgkz 1Jjk7 1Jrxs 1Jjf7 1Jo01 1Jo6y 1Jglk 1Jlts 1Jkcp 1Jkco 1Jn5f 1Jgaa 1Jgxi 1Jsp9 5B9hw+kdo+9hx 1B9hw+fex+9hx 1B9hw+fik+9hx 1B9hw+i2x+9\
        hx 1B9hw+m9l+9hx 1B9hw+jf7+9hx 1B9hw+nh3+9hx 1B9hw+gd9+9hx 1B9hw+k0n+9hx 8Givr 1Ggkv 1wfF1c 1F1d 1F1e 1F1f 1F1g 1F1h 1F1i 1F1j 1F1k 1F1l 1ds7!fgd 1!fg\
        8 1!fgh 1!2tcy 1!fog 1!fqm 1!fqz 1!fsy 1!fwa 1!fx5 1!fzb 1!fyn 1!ae6 1!2ud6 1!g25 1!g2c 1!g2s 1!g3b 1!2u58 1!aex 1!g2v 1!g3x 1!2u6j 1!g47 1!g4k 1!fkc\
         1!g4s 1!g51 1!3ly7 1!g6t 1!g77 1!afz 1!g8r 1!g92 1!gaa 1!gaf 1!ahh 1!gcn 1!gcp 1!gdg 1!ge2 1!ged 1!gee 1!gev 1!gg9 1!ggh 1!ggq 1!ghf 1!ghp 1!ghr 1!gh\
        r 1!ghr 1!2v58 1!m7k 1!gju 1!gkf 1!2vdv 1!gkr 1!gkx 1!gli 1!gpq 1!gmw 1!gnc 1!go8 1!gpu 1!gs6 1!gsw 1!gur 1!gv7 1!gw4 1!gw4 1!gwp 1!gx7 1!gxf 1!gxu 1!\
        h7a 1!gzq 1!h7b 1!h1t 1!h2s 1!g7b 1!hke 1!hce 1!hdg 1!he5 1!haj 1!hf6 1!hf5 1!hik 1!2x9g 1!hki 1!hkn 1!hl2 1!hlm 1!hlu 1!hnm 1!2xm0 1!2xnu 1!hrg 1!hsr\
         1!ht3 1!hqw 1!huu 1!aum 1!av0 1!hzc 1!i0u 1!i0u 1!2y88 1!i4j 1!i54 1!i5j 1!i5v 1!2yhk 1!i67 1!i6e 1!itv 1!i76 1!ayp 1!i8w 1!i9a 1!ibk 1!ia5 1!2z1g 1!\
        if7 1!2z1i 1!ige 1!igb 1!igs 1!ijl 1!ijm 1!b3j 1!ikd 1!ilk 1!im5 1!ind 1!b4y 1!2zr7 1!b5o 1!ipc 1!ipf 1!ipi 1!iq2 1!3pg2 1!iri 1!3035 1!3035 1!poh 1!i\
        si 1!isi 1!b7r 1!335k 1!3cgq 1!iua 1!iuj 1!b8j 1!ivu 1!ix9 1!ixj 1!iyh 1!j29 1!bay 1!ba4 1!j2s 1!30t0 1!j47 1!j7s 1!j7w 1!j7y 1!j7w 1!j96 1!j9q 1!jaq\
         1!jac 1!jan 1!jby 1!jci 1!jcm 1!jdc 1!jdn 1!jfh 1!jht 1!jis 1!jm8 1!31n0 1!jlp 1!jjw 1!jmw 1!jnn 1!jqc 1!31td 1!js2 1!jph 1!jop 1!bhq 1!ju1 1!jum 1!j\
        vh 1!juf 1!bjg 1!k0f 1!k18 1!32mi 1!k4j 1!kc8 1!k7d 1!bo9 1!k9d 1!bns 1!bms 1!g42 1!g45 1!kcg 1!k9o 1!pf1 1!deh 1!kd3 1!kd7 1!kdd 1!kf2 1!ker 1!33cz 1\
        !bpl 1!kje 1!kg5 1!klu 1!kn9 1!33hp 1!kni 1!kkf 1!kr8 1!brx 1!ksi 1!kv7 1!kx6 1!l2g 1!33xf 1!l3v 1!bvc 1!l5t 1!34br 1!l78 1!bwu 1!l82 1!l9b 1!la2 1!la\
        3 1!34p9 1!2yvf 1!34sa 1!le6 1!354s 1!lhb 1!lhp 1!lev 1!ljq 1!lku 1!lmf 1!lkx 1!lm1 1!lmg 1!lmt 1!357i 1!lkk 1!lrj 1!lta 1!c37 1!lvv 1!lvr 1!35jl 1!lq\
        1 1!m0e 1!35ni 1!35ou 1!m2u 1!m61 1!m5a 1!m57 1!c5y 1!m6i 1!m7x 1!m7r 1!m99 1!2u5h 1!mdh 1!368z 1!mfw 1!36i3 1!mjs 1!mk5 1!mkw 1!36yw 1!mm8 1!mmt 1!37\
        79 1!37dg 1!mt6 1!mtn 1!cdo 1!mud 1!ce0 1!ce0 1!myv 1!mzg 1!n01 1!n0l 1!n2i 1!cgr 1!n50 1!386u 1!n5q 1!389e 1!n74 1!2zrz 1!nbk 1!38v5 1!38vs 1!38zo 1!\
        cn0 1!cnc 1!nhw 1!394j 1!394i 1!395l 1!396b 1!nj2 1!nj3 1!nj3 1!nka 1!cop 1!nm3 1!cp2 1!cra 1!39r1 1!nri 1!nt8 1!nv0 1!ctf 1!3a5i 1!nyu 1!3a8q 1!3a9x\
         1!o0f 1!o2z 1!cvj 1!o5c 1!o5m 1!o5r 1!3at8 1!3b1j 1!3b1j 1!oa6 1!d1e 1!3b8r 1!og6 1!og9 1!d2f 1!3beo 1!onm 1!d5s 1!oo8 1!oo3 1!oow 1!3c06 1!orn 1!d8h\
         1!ouf 1!ow2 1!oxx 1!d9w 1!3ciw 1!3cjr 1!dax 1!3cnt 1!p6i 1!3cqm 1!p79 1!pa2 1!pad 1!3d22 1!3d43 1!pcw 1!3d7s 1!pdc 1!33a7 1!ded 1!pf6 1!phf 1!dfv 1!p\
        j2 1!hx1 1!3dlz 1!3dmd 1!33bn 1!33bw 1!poh 1!pok 1!sda 1!dij 1!psh 1!psb 1!pst 1!gc3 1!ptd 1!ptf 1!ptp 1!puu 1!3ebg 1!put 1!pwd 1!pyb 1!q0d 1!pwj 1!q0\
        t 1!q1z 1!q53 1!pxv 1!q16 1!q18 1!q1o 1!3eie 1!3eqz 1!3emt 1!dnv 1!q9d 1!q9f 1!qae 1!3g0a 1!qck 1!3f3g 1!dp9 1!dpd 1!3f75 1!3ff6 1!dpn 1!qj4 1!qjg 1!q\
        jr 1!qjt 1!qll 1!qko 1!qoe 1!qn6 1!qrd 1!qp4 1!qqz 1!qrq 1!dsn 1!qu9 1!qv5 1!dtl 1!qxs 1!qxv 1!3giv 1!r13 1!r1a 1!dv9 1!r22 1!aez 1!3gz2 1!3h46 1!dz2\
         1!dzb 1!rds 1!rfx 1!rka 1!rpx 1!3hrc 1!rsb 1!rsx 1!rvf 1!rxz 1!3i9b 1!2upw 1!s0b 1!rzw 1!s1c 1!2uvy 1!s7o 1!sag 1!3jki 1!3jl9 1!sk4 1!smp 1!snl 1!3ju\
        6 1!snv 1!svs 1!t07 1!t08 1!sxo 1!t89 1!t91 1!3ksa 1!tjf 1!ej9 1!tkn 1!3l2v 1!eli 1!ts3 1!iia 1!tur 1!3ltx 1!3lzu 1!epa 1!epi 1!u00 1!3mdm 1!er6 1!3mh\
        i 1!u17 1!u17 1!u21 1!3mpi 1!u76 1!eur 1!u95 1!ucn 1!ude 1!uf2 1!ez2 1!3nsg 1!umq 1!uv4 1!v0d 1!f66 1!f71 1!v3b 1!3owe 1!f7c 1!3oxx 1!3p5a 1!3p8x 1!vc\
        r 1!f9y 1!veh 1!vem 1!vet 1!vf3 1!vfa 1!vgb 1!3pxc
        """
}
