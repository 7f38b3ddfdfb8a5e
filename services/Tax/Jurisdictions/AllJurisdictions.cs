namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>All jurisdictions this build knows.</summary>
internal static class AllJurisdictions
{
    public static IReadOnlyList<IJurisdiction> All { get; } =
        [new NoJurisdiction(), new UnitedStates(), new UnitedKingdom(), new Germany(), new Canada(), new Australia(), new France(), new Japan()];

    public static string Names => string.Join('|', All.Select(j => j.Name));

    public static IJurisdiction? Find(string name) => All.FirstOrDefault(j => string.Equals(j.Name, name, StringComparison.OrdinalIgnoreCase));
}
