namespace PortfolioPlatform.Risk.Stress;

/// <summary>
/// What happened before, in whole per cents: simple returns between the daily closes (UTC) of the two days named, against the dollar or tether. What is not listed moves with the market, whose shock is the median of all coins there
/// were prices of. Stablecoins that broke are taken at their worst: UST by its lowest close until two days later, USDC and DAI by the lows widely reported of those hours.
/// </summary>
public static class HistoricalScenarios
{
    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("COVID crash, 2020-03-11 to 2020-03-12", -0.40, ("BTC", -0.37), ("ETH", -0.42), ("BNB", -0.42), ("XRP", -0.33), ("LTC", -0.36), ("LINK", -0.46), ("ADA", -0.40)),
        Scenario.Of("Unwinding of leverage, 2021-05-11 to 2021-05-23", -0.54, ("BTC", -0.39), ("ETH", -0.50), ("BNB", -0.61), ("SOL", -0.45), ("XRP", -0.47), ("ADA", -0.25), ("DOGE", -0.38), ("LINK", -0.59), ("DOT", -0.54)),
        Scenario.Of("LUNA and UST, 2022-05-06 to 2022-05-12", -0.37, ("BTC", -0.19), ("ETH", -0.27), ("BNB", -0.29), ("SOL", -0.45), ("XRP", -0.36), ("ADA", -0.40), ("DOGE", -0.35), ("AVAX", -0.47), ("LUNA", -1.00), ("UST", -0.87)),
        Scenario.Of("FTX, 2022-11-05 to 2022-11-09", -0.32, ("BTC", -0.25), ("ETH", -0.32), ("BNB", -0.23), ("SOL", -0.62), ("XRP", -0.32), ("DOGE", -0.40), ("LINK", -0.28), ("FTT", -0.91)),
        Scenario.Of("USDC after Silicon Valley Bank, 2023-03-10 to 2023-03-11", -0.02, ("BTC", 0.02), ("ETH", 0.03), ("USDC", -0.12), ("DAI", -0.11), ("MKR", -0.08)),
    ];
}
