using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>Verifies a bundle: raw page → its hash → the row that covers it → the chain → its head, and the head against what was exported before. No database, no network.</summary>
/// <param name="bundle">The file.</param>
/// <param name="reader">Reads raw pages again; null to leave that out.</param>
/// <param name="outside">Heads exported earlier, from outside the bundle.</param>
internal sealed class BundleCheck(BundleFile bundle, IRawPageReader? reader, IReadOnlyList<ExportedHead> outside)
{
    private readonly TenantId _tenant = new(bundle.Index.Tenant);
    private readonly HashSet<Guid>? _entries = bundle.Index.Entries is { } entries ? [.. entries] : null;

    public List<string> Faults { get; } = [.. bundle.Faults];

    public List<BundleChain> Chains { get; } = [];

    public Dictionary<Guid, BundlePage> Pages { get; } = [];

    /// <summary>Checks everything.</summary>
    public void Run()
    {
        var heads = Read(BundleIndex.Heads, l => Exactly<ExportedHead>(l, ExportedHead.Write));
        foreach (var account in bundle.Index.Accounts)
        {
            var head = heads.FirstOrDefault(h => h.Account.Value == account && h.Tenant == _tenant);
            if (head is null) Faults.Add($"account {account}: its head is missing");
            var chain = CheckChain(new AccountId(account), head);
            CheckPages(chain);
            Chains.Add(chain);
        }
    }

    private BundleChain CheckChain(AccountId account, ExportedHead? head)
    {
        var known = outside.Where(o => o.Tenant == _tenant && o.Account == account).ToArray();
        var check = new ChainCheck(_tenant, account, salt: null) { Exported = known.GroupBy(o => o.Number).ToDictionary(g => g.Key, g => Bytes(g.First().Hash)) };
        var rows = Read(BundleIndex.LedgerOf(account.Value), BundleRow.Read);
        foreach (var row in rows) check.Take(row, opened: null);
        check.Finish(head is null ? null : new ChainHead(head.Number, Bytes(head.Hash)));
        Faults.AddRange(check.Faults);
        return new BundleChain(account, rows, check.Head, known.Select(k => k.Number).Where(n => n <= check.Head.Number).DefaultIfEmpty(0).Max());
    }

    private void CheckPages(BundleChain chain)
    {
        var pages = Read(BundleIndex.PagesOf(chain.Account.Value), l => Exactly<BundlePage>(l, p => p.Write())).Where(p => Pages.TryAdd(p.Page, p)).ToDictionary(p => p.Page);
        var whole = pages.Values.Where(IsWhole).Select(p => p.Page).ToHashSet();
        var again = new PageAgain(bundle, reader, _tenant, chain.Account);
        foreach (var row in chain.Rows.Where(r => r.Provenance.Page != Guid.Empty))
        {
            if (!pages.TryGetValue(row.Provenance.Page, out var page))
            {
                if (_entries?.Contains(row.Draft.EntryId) != false) Fault(chain, row, $"its raw page {row.Provenance.Page} is missing");
            }
            else if (page.Sha256 != Convert.ToHexStringLower(row.Provenance.PageHash)) Fault(chain, row, $"page {page.Page} is not the page it was read from");
            else if (whole.Contains(page.Page)) Read(chain, row, again.Compare(page, row));
        }

        Faults.AddRange(pages.Keys.Except(chain.Rows.Select(r => r.Provenance.Page)).Select(p => $"page {p} proves no row"));
    }

    private void Read(BundleChain chain, LedgerRow row, PageReadingAgain result)
    {
        chain.Again[row.Number] = result;
        if (result == PageReadingAgain.Different) Fault(chain, row, $"mapper {row.Provenance.MapperVersion} reads something else in its raw page");
    }

    private bool IsWhole(BundlePage page)
    {
        var there = bundle.Has(BundleIndex.BodyOf(page.Page)) && page.HasMetadata == bundle.Has(BundleIndex.MetadataOf(page.Page));
        if (there && Convert.ToHexStringLower(SHA256.HashData(bundle.Bytes(BundleIndex.BodyOf(page.Page)))) == page.Sha256) return true;
        Faults.Add($"page {page.Page}: its bytes are missing or were changed");
        return false;
    }

    private ImmutableArray<T> Read<T>(string member, Func<string, T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        if (!bundle.Has(member)) Faults.Add($"{member} is missing");
        try
        {
            foreach (var line in bundle.Lines(member)) items.Add(read(line));
        }
        catch (Exception error) when (error is FormatException or JsonException or ArgumentException or InvalidDataException)
        {
            Faults.Add($"{member}, line {items.Count + 1}: {error.Message}");
        }

        return items.ToImmutable();
    }

    /// <summary>Reads a line that must be written as we write it: nothing in it is without meaning.</summary>
    private static T Exactly<T>(string line, Func<T, string> write)
        where T : class => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web) is { } item && write(item) == line ? item : throw new FormatException("it is not written as these lines are");

    private void Fault(BundleChain chain, LedgerRow row, string what) => Faults.Add($"account {chain.Account}, row {row.Number}: {what}");

    private static byte[] Bytes(string? hex)
    {
        try
        {
            return Convert.FromHexString(hex ?? "");
        }
        catch (FormatException)
        {
            return [];
        }
    }
}

/// <summary>A chain that was checked.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Head">Its end.</param>
/// <param name="Anchored">The last row that was exported before, outside of the bundle; 0 if none.</param>
internal sealed record BundleChain(AccountId Account, ImmutableArray<LedgerRow> Rows, ChainHead Head, long Anchored)
{
    /// <summary>What reading the raw pages again gave, by row.</summary>
    public Dictionary<long, PageReadingAgain> Again { get; } = [];
}
