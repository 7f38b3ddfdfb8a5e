using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Identity.Passwords;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests;

public sealed class BreachedPasswordTests
{
    [Fact]
    public async Task A_bigger_file_of_hashes_is_searched_without_being_loaded()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "pwned.txt");
        string[] known = [.. Enumerable.Range(0, 1000).Select(i => $"breached sentence {i}")];
#pragma warning disable CA5350 // The file's format.
        await File.WriteAllLinesAsync(file, known.Select(p => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(p))) + ":7").Order(StringComparer.Ordinal));
#pragma warning restore CA5350
        var breached = new BreachedPasswords(Options.Create(new IdentityOptions { BreachedPasswords = file }));
        Assert.All(known, p => Assert.True(breached.Contains(p)));
        Assert.All(Enumerable.Range(0, 100), i => Assert.False(breached.Contains($"unknown sentence {i}")));
    }
}
