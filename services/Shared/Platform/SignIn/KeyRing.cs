using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>The keys of cookies and tokens, in the database all processes share. The framework's interface is synchronous; it is called at start and every day.</summary>
internal sealed class KeyRing(IDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => WriteAsync(element, friendlyName)).GetAwaiter().GetResult();

    private async Task<List<XElement>> ReadAsync()
    {
        await using var transaction = await database.BeginSystemAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("select xml from platform.data_protection_key order by created_at, name", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new List<XElement>();
        while (await reader.ReadAsync()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    private async Task WriteAsync(XElement element, string name)
    {
        await using var transaction = await database.BeginSystemAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("insert into platform.data_protection_key (name, xml) values ($1, $2)", transaction.Connection);
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync(CancellationToken.None);
    }
}
