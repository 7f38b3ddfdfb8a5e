using System.Collections.Frozen;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Whom an asset hangs on wherever it lies: the chain it lives on (of a token on several, where it was issued first), and of a stablecoin who promises its worth.</summary>
/// <param name="Chain">For people.</param>
/// <param name="Issuer">For people; null of what nobody promises anything for.</param>
internal sealed record AssetHome(string Chain, string? Issuer)
{
    private static readonly FrozenDictionary<string, AssetHome> All = Read();

    /// <summary>What the shipped table says; null of what it does not know.</summary>
    public static AssetHome? Find(AssetId asset) => All.GetValueOrDefault(asset.Value);

    private static FrozenDictionary<string, AssetHome> Read()
    {
        using var reader = new StreamReader(typeof(AssetHome).Assembly.GetManifestResourceStream("Risk/homes.csv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(line => line.Split(','))
            .ToFrozenDictionary(fields => fields[0], fields => new AssetHome(fields[1], fields[2].Length == 0 ? null : fields[2]), StringComparer.Ordinal);
    }
}
