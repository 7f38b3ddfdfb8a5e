using System.Security.Cryptography;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Which rules a report was made by: the dated tables, and the number of the engine's own rules.</summary>
internal static class RuleVersion
{
    /// <summary>Raised whenever a change of code changes a number of an earlier report (the goldens tell).</summary>
    public const int Engine = 5;

    /// <summary>Engine number and the hash of the tables.</summary>
    public static string Text { get; } = $"{Engine}-{Convert.ToHexStringLower(SHA256.HashData([.. DataTable.Bytes("treatments.csv"), .. DataTable.Bytes("parameters.csv")]))[..16]}";
}
