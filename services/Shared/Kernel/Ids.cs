using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Kernel;

/// <summary>A customer of the platform; nothing is shared between two.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<TenantId>))]
public readonly record struct TenantId(Guid Value) : IGuidId<TenantId>
{
    /// <inheritdoc/>
    public static TenantId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A legal person that owns accounts, with a jurisdiction.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<LegalEntityId>))]
public readonly record struct LegalEntityId(Guid Value) : IGuidId<LegalEntityId>
{
    /// <inheritdoc/>
    public static LegalEntityId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One connected venue account, wallet or file source; belongs to exactly one legal entity.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<AccountId>))]
public readonly record struct AccountId(Guid Value) : IGuidId<AccountId>
{
    /// <inheritdoc/>
    public static AccountId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A node of the portfolio tree.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<PortfolioId>))]
public readonly record struct PortfolioId(Guid Value) : IGuidId<PortfolioId>
{
    /// <inheritdoc/>
    public static PortfolioId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>An id that is a GUID with a type of its own.</summary>
public interface IGuidId<TSelf>
    where TSelf : struct, IGuidId<TSelf>
{
    /// <summary>The GUID.</summary>
    Guid Value { get; }

    /// <summary>Wraps a GUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Writes typed ids as plain GUID strings.</summary>
public sealed class GuidIdJsonConverter<T> : JsonConverter<T>
    where T : struct, IGuidId<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(reader.GetGuid());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>Ids derived from content, so that the same fact gets the same id wherever and however often it is read.</summary>
public static class DerivedId
{
    /// <summary>The first 16 bytes of SHA-256 over the parts, joined by a unit separator, as a GUID (RFC 9562 version 8 bits set).</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts)), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
